/**
 * A text as the panel's collation compares it: without case, accents and trailing spaces. Two texts with equal folds
 * are one to the panel, in look-ups, filters and uniqueness alike.
 */
export const fold = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/ +$/, "");

/** {@link fold} for a column that may be empty. */
export const foldOrNull = (text: string | null): string | null => (text === null ? null : fold(text));
