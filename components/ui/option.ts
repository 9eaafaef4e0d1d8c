/** What can be chosen; options of one group stand together under its name. */
export type Option = { value: string; label: string; group?: string };
