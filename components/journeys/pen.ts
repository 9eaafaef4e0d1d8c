/** A picture is always light, like paper. */
export const ink = {
  text: "#1c2733",
  muted: "#5d6b78",
  line: "#dfe4e8",
  series: "#1f6f9c",
  before: "#97a3ad",
  good: "#178a6c",
  bad: "#c4511d",
  star: "#a97413",
};

export const fontFamily = "Inter, Arial, sans-serif";

export type Type = { size: number; weight?: 400 | 600; fill?: string; anchor?: "middle" | "end" };

/** How wide a text is in the letters it will be written in. */
export type Measure = (text: string, type: Type) => number;

/** By the usual width of a letter, where there is no browser to measure with. */
export const usualWidth: Measure = (text, { size, weight = 400 }) =>
  text.length * size * (weight > 400 ? 0.58 : 0.54);

/** Lines that fit. A word that is too long for one is divided; no letter is left out. */
export function wrap(text: string, width: number, type: Type, measure: Measure = usualWidth): string[] {
  const fits = (line: string) => measure(line, type) <= width;
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && fits(`${last} ${word}`)) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(...divided(word, fits));
  }
  return lines;
}

function divided(word: string, fits: (line: string) => boolean): string[] {
  const pieces: string[] = [];
  let rest = word;
  while (!fits(rest)) {
    let length = rest.length - 1;
    while (length > 1 && !fits(`${rest.slice(0, length)}-`)) length--;
    if (length < 2) break;
    pieces.push(`${rest.slice(0, length)}-`);
    rest = rest.slice(length);
  }
  return [...pieces, rest];
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)};`).replace(/[^\P{C}\n]/gu, "");
const round = (value: number): number => Math.round(value * 10) / 10;

/** Marks on one sheet, in the order in which they are drawn. */
export class Pen {
  readonly #marks: string[] = [];
  constructor(readonly measure: Measure) {}

  text(x: number, y: number, text: string, { size, weight = 400, fill = ink.text, anchor }: Type): void {
    this.#marks.push(
      `<text x="${round(x)}" y="${round(y)}" font-size="${size}" font-weight="${weight}" fill="${fill}"${
        anchor ? ` text-anchor="${anchor}"` : ""
      }>${escaped(text)}</text>`,
    );
  }

  line(x1: number, y1: number, x2: number, y2: number): void {
    this.course([
      { x: x1, y: y1 },
      { x: x2, y: y2 },
    ]);
  }

  course(
    points: readonly { x: number; y: number }[],
    { stroke = ink.line, width = 1, isDashed = false } = {},
  ) {
    const d = points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join(" ");
    this.#marks.push(
      `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linejoin="round"${
        isDashed ? ' stroke-dasharray="5 5"' : ""
      }/>`,
    );
  }

  dot(x: number, y: number, r: number, fill: string, isHollow = false): void {
    this.#marks.push(`<circle cx="${round(x)}" cy="${round(y)}" r="${r}" ${filled(fill, isHollow)}/>`);
  }

  star(x: number, y: number, r: number, fill: string, isHollow = false): void {
    const corners = Array.from({ length: 10 }, (_, index) => {
      const [angle, far] = [(index * Math.PI) / 5, index % 2 === 0 ? r : r * 0.45];
      return `${round(x + far * Math.sin(angle))},${round(y - far * Math.cos(angle))}`;
    });
    this.#marks.push(
      `<polygon points="${corners.join(" ")}" stroke-linejoin="round" ${filled(fill, isHollow)}/>`,
    );
  }

  box(x: number, y: number, width: number, height: number, mark: string | null): void {
    this.#marks.push(
      `<rect x="${round(x)}" y="${round(y)}" width="${width}" height="${height}" rx="6" fill="#ffffff" stroke="${ink.line}"/>`,
    );
    if (mark)
      this.#marks.push(`<rect x="${round(x)}" y="${round(y)}" width="3" height="${height}" fill="${mark}"/>`);
  }

  drawing(width: number, height: number): string {
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${fontFamily}"><rect width="${width}" height="${height}" fill="#ffffff"/>${this.#marks.join("")}</svg>`;
  }
}

/** What few answers stand behind is an outline. */
const filled = (fill: string, isHollow: boolean): string =>
  `stroke="${fill}" stroke-width="${isHollow ? 1.75 : 1}" fill="${isHollow ? "#ffffff" : fill}"`;
