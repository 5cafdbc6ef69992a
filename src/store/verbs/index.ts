import type { VerbName } from "../operation.ts";
import type { Decide } from "../state.ts";
import { attend } from "./attend.ts";
import { checkpoint } from "./checkpoint.ts";
import { claim } from "./claim.ts";
import { close } from "./close.ts";
import { configure } from "./configure.ts";
import { create } from "./create.ts";
import { decide } from "./decide.ts";
import { deliver } from "./deliver.ts";
import { edit } from "./edit.ts";
import { escalate } from "./escalate.ts";
import { handover } from "./handover.ts";
import { importVerb } from "./import.ts";
import { init } from "./init.ts";
import { introduce } from "./introduce.ts";
import { judge } from "./judge.ts";
import { mark } from "./mark.ts";
import { message } from "./message.ts";
import { prolong } from "./prolong.ts";
import { release } from "./release.ts";
import { remember } from "./remember.ts";
import { renew } from "./renew.ts";
import { reopen } from "./reopen.ts";
import { reserve } from "./reserve.ts";
import { reset } from "./reset.ts";
import { rule } from "./rule.ts";
import { send } from "./send.ts";
import { unreserve } from "./unreserve.ts";

/** The law of each verb and, in words, what its replay on a changed state gives (docs/replay.md holds the same table). */
export const VERBS: { readonly [V in VerbName]: Decide<V> } = {
  init,
  create,
  edit,
  close,
  reopen,
  message,
  send,
  mark,
  deliver,
  judge,
  claim,
  renew,
  release,
  reset,
  checkpoint,
  handover,
  reserve,
  prolong,
  unreserve,
  import: importVerb,
  configure,
  decide,
  rule,
  escalate,
  attend,
  introduce,
  remember,
};
