/**
 * What is not drawn at all: Unicode's Default_Ignorable_Code_Point, which browsers leave out, and what has no form of its own
 * besides. In emoji and in some scripts it changes what stands around it, so it stays in what is shown.
 */
export const ignorable = String.raw`\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\ufff9-\ufffb\u{13430}-\u{1343f}\u{16fe4}`;

/** What takes a place and shows nothing in it: white space, controls, and letters and symbols whose form is blank. */
export const blank = String.raw`\p{White_Space}\p{Cc}\u2800\ufffc\u{13441}\u{13442}\u{1d159}`;
