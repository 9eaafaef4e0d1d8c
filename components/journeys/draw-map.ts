import { lanes } from "@/lib/journeys/schema/map";
import { openCards, prepareCurve } from "./prepare-curve";
import type { MapCard, MapColumnView, MapView } from "./prepare-map";

export type PictureWords = {
  title: string;
  lead: string;
  period: string;
  lanes: Record<"curve" | "touchpoints" | "owners" | "measures" | (typeof lanes)[number], string>;
  more: (n: number) => string;
};

/** A picture is always light, like paper. */
const ink = {
  text: "#1c2733",
  muted: "#5d6b78",
  line: "#dfe4e8",
  series: "#1f6f9c",
  before: "#97a3ad",
  good: "#178a6c",
  bad: "#c4511d",
  star: "#a97413",
};

const column = 190;
const label = 110;
const margin = 28;
const curveHeight = 150;

/** The map as one SVG drawing, which a browser can turn into a picture. Pure: the same map is the same drawing. */
export function drawMap(view: MapView, words: PictureWords): { svg: string; width: number; height: number } {
  const width = margin * 2 + label + column * view.columns.length;
  const pen = new Pen();
  pen.text(margin, 44, words.title, { size: 20, weight: 600 });
  const lead = wrap(words.lead, width - margin * 2, 13);
  lead.forEach((line, index) => {
    pen.text(margin, 68 + index * 18, line, { size: 13, fill: ink.muted });
  });
  pen.text(width - margin, 44, words.period, { size: 13, fill: ink.muted, anchor: "end" });
  let y = 68 + lead.length * 18 + 10;
  const left = (index: number) => margin + label + index * column;
  const names = view.columns.map(({ name }) => wrap(name, column - 10, 14));
  view.columns.forEach(({ parent }, index) => {
    if (parent !== view.columns[index - 1]?.parent)
      pen.text(left(index), y, parent ?? "", { size: 11, fill: ink.muted });
    names[index]?.forEach((line, at) => {
      pen.text(left(index), y + 20 + at * 18, line, { size: 14, weight: 600 });
    });
  });
  y += 16 + 18 * Math.max(1, ...names.map(({ length }) => length));
  pen.line(margin, y, width - margin, y);
  pen.text(margin, y + 22, words.lanes.curve, { size: 11, fill: ink.muted });
  drawCurve(pen, view, { left: left(0), top: y + 14, width: column * view.columns.length });
  y += curveHeight + 34;
  y = drawCards(pen, view, words, left, y);
  for (const lane of [...lanes, "owners", "measures"] as const) {
    const texts = view.columns.map((one) =>
      textsOf(one, lane).flatMap((text) => wrap(text, column - 14, 12)),
    );
    const most = Math.max(0, ...texts.map(({ length }) => length));
    if (most === 0) continue;
    pen.line(margin, y, width - margin, y);
    pen.text(margin, y + 20, words.lanes[lane], { size: 11, fill: ink.muted });
    texts.forEach((lines, index) => {
      lines.forEach((line, at) => {
        pen.text(left(index), y + 20 + at * 16, line, { size: 12 });
      });
    });
    y += 20 + most * 16;
  }
  const height = y + margin;
  return { svg: pen.drawing(width, height), width, height };
}

/** What stands in a lane of a sub-phase, as lines of text. */
function textsOf(
  { notes, owners, measures }: MapColumnView,
  lane: Exclude<keyof PictureWords["lanes"], "curve" | "touchpoints">,
): string[] {
  switch (lane) {
    case "owners":
      return owners;
    case "measures":
      return measures.map(({ name }) => name);
    default:
      return notes[lane].map(({ text }) => text);
  }
}

function drawCurve(pen: Pen, view: MapView, box: { left: number; top: number; width: number }) {
  const { points, lines } = prepareCurve(view.columns);
  const xOf = (x: number) => box.left + x * box.width;
  const yOf = (value: number) => box.top + 12 + (1 - value) * (curveHeight - 24);
  for (const at of [0, 0.5, 1]) pen.line(box.left, yOf(at), box.left + box.width, yOf(at));
  for (const { kind, points: along } of lines)
    pen.path(
      along.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${round(xOf(x))} ${round(yOf(y))}`).join(" "),
      {
        stroke: kind === "now" ? ink.series : kind === "before" ? ink.before : ink.muted,
        width: kind === "now" ? 2.5 : 1.5,
        isDashed: kind === "wish",
      },
    );
  for (const { x, y, tone, isThin, isMoment, isNamed, name, value } of points) {
    if (y === null) continue;
    const fill = tone === "none" ? ink.series : ink[tone];
    if (isMoment) pen.text(xOf(x), yOf(y) + 5, "★", { size: 16, fill, anchor: "middle" });
    else pen.dot(xOf(x), yOf(y), 4.5, fill, isThin);
    if (isNamed)
      pen.text(xOf(x), yOf(y) + (y < 0.5 ? 20 : -10), `${name} ${value ?? ""}`, {
        size: 11,
        anchor: "middle",
      });
  }
}

function drawCards(
  pen: Pen,
  view: MapView,
  words: PictureWords,
  left: (index: number) => number,
  top: number,
): number {
  pen.text(margin, top + 16, words.lanes.touchpoints, { size: 11, fill: ink.muted });
  const bottoms = view.columns.map(({ cards }, index) => {
    const visible = cards.filter(({ isHidden }) => !isHidden);
    let y = top;
    for (const card of visible.slice(0, openCards)) y = drawCard(pen, card, left(index), y);
    const rest = visible.length - openCards;
    if (rest > 0) pen.text(left(index), y + 12, words.more(rest), { size: 11, fill: ink.muted });
    return rest > 0 ? y + 20 : y;
  });
  return Math.max(top, ...bottoms) + 10;
}

function drawCard(pen: Pen, card: MapCard, x: number, y: number): number {
  const name = wrap(`${card.moment ? "★ " : ""}${card.name}`, column - 30, 12);
  const score = [card.value, card.n].filter(Boolean).join("  ");
  const judged = card.verdict?.word ?? "";
  const isTogether = wrap(`${score}   ${judged}`, column - 26, 11).length === 1;
  const height = (isTogether ? 32 : 46) + name.length * 15;
  pen.box(x, y, column - 10, height, card.tone === "none" ? null : ink[card.tone]);
  name.forEach((line, index) => {
    pen.text(x + 10, y + 18 + index * 15, line, { size: 12, weight: 600 });
  });
  pen.text(x + 10, y + height - (isTogether ? 9 : 23), score, { size: 11, fill: ink.muted });
  pen.text(isTogether ? x + column - 18 : x + 10, y + height - 9, judged, {
    size: 11,
    fill: card.tone === "none" ? ink.muted : ink[card.tone],
    ...(isTogether ? { anchor: "end" } : {}),
  });
  return y + height + 6;
}

/** Lines that fit, by the usual width of a letter: a drawing has no browser to measure with. */
export function wrap(text: string, width: number, size: number): string[] {
  const most = Math.max(4, Math.floor(width / (size * 0.54)));
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word.length > most ? `${word.slice(0, most - 1)}…` : word);
  }
  return lines;
}

type Type = { size: number; weight?: number; fill?: string; anchor?: "middle" | "end" };

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)};`).replace(/[^\P{C}\n]/gu, "");
const round = (value: number): number => Math.round(value * 10) / 10;

/** Marks on one sheet, in the order in which they are drawn. */
class Pen {
  readonly #marks: string[] = [];

  text(x: number, y: number, text: string, { size, weight = 400, fill = ink.text, anchor }: Type): void {
    this.#marks.push(
      `<text x="${round(x)}" y="${round(y)}" font-size="${size}" font-weight="${weight}" fill="${fill}"${
        anchor ? ` text-anchor="${anchor}"` : ""
      }>${escaped(text)}</text>`,
    );
  }

  line(x1: number, y1: number, x2: number, y2: number): void {
    this.path(`M${round(x1)} ${round(y1)} L${round(x2)} ${round(y2)}`, { stroke: ink.line, width: 1 });
  }

  path(d: string, { stroke, width, isDashed }: { stroke: string; width: number; isDashed?: boolean }): void {
    this.#marks.push(
      `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linejoin="round"${
        isDashed ? ' stroke-dasharray="5 5"' : ""
      }/>`,
    );
  }

  dot(x: number, y: number, r: number, fill: string, isHollow: boolean): void {
    this.#marks.push(
      `<circle cx="${round(x)}" cy="${round(y)}" r="${r}" stroke="${fill}" stroke-width="2" fill="${
        isHollow ? "#ffffff" : fill
      }"/>`,
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
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, Arial, sans-serif"><rect width="${width}" height="${height}" fill="#ffffff"/>${this.#marks.join("")}</svg>`;
  }
}
