import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Flags } from "../../src/cli/flags.ts";
import { renderReservations, reserveListJson } from "../../src/render/reservation.ts";
import { listReservations } from "../../src/services/reserve-list.ts";

/** `bd reserve list`: what is reserved, by whom, and what for. */
export class ReserveList extends BeadCommand {
  static override summary = "List the reservations in force.";
  static override flags = {
    mine: Flags.boolean({ description: "Yours only." }),
    all: Flags.boolean({ description: "Also what ran out or was given back." }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(ReserveList);
    const result = await listReservations(await this.workspace(), { mine: flags.mine, all: flags.all });
    return this.answer(reserveListJson(result), renderReservations(result, this.style));
  }
}
