export const operators: string[];
export function bundle(entries?: string[]): Promise<string | null>;
