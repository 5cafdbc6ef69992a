/** What a key's value may look like in a file that a person wrote; the lenient reader brings it into the one form that is stored. */
export type FieldShape = "text" | "stamp" | "whole" | "priority" | "truth" | "texts" | "map" | "maps" | "names-or-maps";

/** The keys of one kind of file. Every other key is kept as it is. */
export type Shape = Readonly<Record<string, FieldShape>>;
