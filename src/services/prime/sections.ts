import type { Note } from "../../domain/note.ts";
import type { LostOperation } from "../../store/ledger.ts";
import type { Row } from "../../store/snapshot.ts";
import type { DecisionRow } from "../decisions.ts";
import type { EscalationRow } from "../escalations.ts";
import type { InboxEntry } from "../inbox-entry.ts";
import type { News } from "../news.ts";
import type { ReservationRow } from "../reservations.ts";
import { claims, type PrimeClaim } from "./claims.ts";
import { decisions, questions } from "./decisions.ts";
import { escalations } from "./escalations.ts";
import { lost } from "./lost.ts";
import { mail } from "./mail.ts";
import { news } from "./news.ts";
import { notes } from "./notes.ts";
import { projectNotes } from "./project-notes.ts";
import { ready } from "./ready.ts";
import { reservations } from "./reservations.ts";
import type { PrimeSite, Rows } from "./site.ts";

/** What each section holds, where it has anything to say. */
export interface PrimeSections {
  readonly claims: Rows<PrimeClaim>;
  readonly lost: Rows<LostOperation>;
  readonly escalations: Rows<EscalationRow>;
  readonly mail: Rows<InboxEntry>;
  readonly reservations: Rows<ReservationRow>;
  readonly ready: Rows<Row>;
  readonly decisions: Rows<DecisionRow>;
  readonly questions: Rows<DecisionRow>;
  readonly notes: Rows<Note>;
  readonly news: News;
  readonly project_notes: string;
}

export type SectionName = keyof PrimeSections;

type SectionOf<N extends SectionName> = (site: PrimeSite) => PrimeSections[N] | null | Promise<PrimeSections[N] | null>;

/** Every section, in the order in which they are read: what matters most comes first, since time is short. Each may use what was found before it. */
export const SECTIONS: { readonly [N in SectionName]: SectionOf<N> } = {
  claims,
  lost,
  escalations,
  mail,
  reservations,
  ready,
  decisions,
  questions,
  notes,
  news,
  project_notes: projectNotes,
};
