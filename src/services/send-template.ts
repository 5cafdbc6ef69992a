import { EXPECTED_RESPONSE, sendBody } from "../../templates/send-body.ts";
import { withSection } from "./body-sections.ts";

/** A body to fill in and to send with `-F`: the sections that whoever mends something asks for. */
export function sendTemplate(expected: string | undefined): string {
  const body = sendBody();
  return expected === undefined ? body : `${withSection(body, EXPECTED_RESPONSE, expected)}\n`;
}
