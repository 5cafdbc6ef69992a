export { BeadsError, type ErrorDetail, type ErrorKind, exitStatus } from "./errors.ts";
