import { parse } from "beads";

parse("");
