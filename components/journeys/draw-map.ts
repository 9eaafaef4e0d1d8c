import { lanes } from "@/lib/journeys/schema/map";
import { ink, type Measure, Pen, type Type, usualWidth, wrap } from "./pen";
import { type LegendKey, legendOf, openCards, prepareCurve } from "./prepare-curve";
import type { MapCard, MapColumnView, MapView } from "./prepare-map";

export type PictureWords = {
  title: string;
  lead: string;
  period: string;
  lanes: Record<"curve" | "touchpoints" | "owners" | "measures" | (typeof lanes)[number], string>;
  high: string;
  low: string;
  legend: Record<LegendKey, string>;
  expected: (value: string) => string;
  nobodyResponsible: string;
  /** The touchpoints that a full sub-phase has besides. */
  alsoHere: (names: string) => string;
};

const column = 236;
const label = 132;
const margin = 28;
const curveHeight = 150;
const cardWidth = column - 10;

const small: Type = { size: 11, fill: ink.muted };
const body: Type = { size: 12 };
const bold: Type = { size: 12, weight: 600 };
const heading: Type = { size: 14, weight: 600 };

/**
 * The map as one SVG drawing, which a browser can turn into a picture or a page. Pure: the same map is the same drawing,
 * in letters of the width that `measure` says.
 */
export function drawMap(
  view: MapView,
  words: PictureWords,
  measure: Measure = usualWidth,
): { svg: string; width: number; height: number } {
  const width = margin * 2 + label + column * view.columns.length;
  const pen = new Pen(measure);
  const left = (index: number) => margin + label + index * column;
  const laneLabel = (y: number, text: string) =>
    wrap(text, label - 24, small, measure).forEach((line, index) => {
      pen.text(margin, y + index * 14, line, small);
    });

  pen.text(margin, 44, words.title, { size: 20, weight: 600 });
  pen.text(width - margin, 44, words.period, { size: 13, fill: ink.muted, anchor: "end" });
  const lead = wrap(words.lead, width - margin * 2, { size: 13 }, measure);
  lead.forEach((line, index) => {
    pen.text(margin, 68 + index * 18, line, { size: 13, fill: ink.muted });
  });
  let y = 68 + lead.length * 18 + 6;
  drawLegend(pen, view, words, y);
  y += 30;
  const names = view.columns.map(({ name }) => wrap(name, cardWidth, heading, measure));
  view.columns.forEach(({ parent }, index) => {
    if (parent !== view.columns[index - 1]?.parent) pen.text(left(index), y, parent ?? "", small);
    names[index]?.forEach((line, at) => {
      pen.text(left(index), y + 20 + at * 18, line, heading);
    });
  });
  y += 16 + 18 * Math.max(1, ...names.map(({ length }) => length));
  pen.line(margin, y, width - margin, y);
  // Beside the middle, between the words for the upper and the lower end.
  laneLabel(y + 18 + curveHeight / 2, words.lanes.curve);
  drawCurve(pen, view, words, { left: left(0), top: y + 14, width: column * view.columns.length });
  y += curveHeight + 34;
  laneLabel(y + 16, words.lanes.touchpoints);
  y = Math.max(y, ...view.columns.map((one, index) => drawCards(pen, one, words, left(index), y))) + 10;
  for (const lane of [...lanes, "owners", "measures"] as const) {
    const texts = view.columns.map((one) =>
      textsOf(one, lane).flatMap((text) => wrap(text, column - 16, body, measure)),
    );
    const most = Math.max(0, ...texts.map(({ length }) => length));
    if (most === 0) continue;
    pen.line(margin, y, width - margin, y);
    laneLabel(y + 20, words.lanes[lane]);
    texts.forEach((lines, index) => {
      lines.forEach((line, at) => {
        pen.text(left(index), y + 20 + at * 16, line, body);
      });
    });
    y += 20 + most * 16;
  }
  const height = y + margin;
  return { svg: pen.drawing(width, height), width, height };
}

/** What stands in a lane of a sub-phase, as paragraphs. */
function textsOf(
  { notes, owners, measures }: MapColumnView,
  lane: Exclude<keyof PictureWords["lanes"], "curve" | "touchpoints">,
): string[] {
  switch (lane) {
    case "owners":
      return [owners.join(", ")];
    case "measures":
      return measures.map(({ name }) => name);
    default:
      return notes[lane].map(({ text }) => text);
  }
}

function drawLegend(pen: Pen, view: MapView, words: PictureWords, y: number) {
  const middle = y - 4;
  let x = margin;
  for (const key of legendOf(view.columns)) {
    const line = [
      { x, y: middle },
      { x: x + 24, y: middle },
    ];
    if (key === "now") pen.course(line, { stroke: ink.series, width: 2.5 });
    else if (key === "wish") pen.course(line, { stroke: ink.muted, width: 1.5, isDashed: true });
    else if (key === "before") pen.course(line, { stroke: ink.before, width: 1.5 });
    else if (key === "moment") pen.star(x + 18, middle, 6, ink.muted);
    else if (key === "few") pen.dot(x + 18, middle, 4, ink.series, true);
    else pen.dot(x + 20, middle, 1.5, ink.muted);
    const word = words.legend[key];
    pen.text(x + 30, y, word, small);
    x += 30 + pen.measure(word, small) + 18;
  }
}

type Box = { left: number; top: number; width: number };

function drawCurve(pen: Pen, view: MapView, words: PictureWords, box: Box) {
  const { points, lines } = prepareCurve(view.columns);
  const xOf = (x: number) => box.left + x * box.width;
  const yOf = (value: number) => box.top + 12 + (1 - value) * (curveHeight - 24);
  for (const at of [0, 0.5, 1]) pen.line(box.left, yOf(at), box.left + box.width, yOf(at));
  pen.text(box.left - 8, yOf(1) + 4, words.high, { ...small, anchor: "end" });
  pen.text(box.left - 8, yOf(0) + 4, words.low, { ...small, anchor: "end" });
  for (const { kind, points: along } of lines)
    pen.course(
      along.map(({ x, y }) => ({ x: xOf(x), y: yOf(y) })),
      {
        stroke: kind === "now" ? ink.series : kind === "before" ? ink.before : ink.muted,
        width: kind === "now" ? 2.5 : 1.5,
        isDashed: kind === "wish",
      },
    );
  for (const { x, y, tone, isThin, isMoment, isNamed, name, value } of points) {
    if (y === null) {
      pen.dot(xOf(x), yOf(0) + 8, 1.5, ink.muted);
      continue;
    }
    const fill = tone === "none" ? ink.series : ink[tone];
    if (isMoment) pen.star(xOf(x), yOf(y), 8, fill, isThin);
    else pen.dot(xOf(x), yOf(y), 4.5, fill, isThin);
    if (!isNamed) continue;
    const said = `${name} ${value ?? ""}`;
    const half = pen.measure(said, small) / 2;
    const middle = Math.min(Math.max(xOf(x), box.left + half), box.left + box.width - half);
    pen.text(middle, yOf(y) + (y < 0.5 ? 22 : -12), said, { size: 11, anchor: "middle" });
  }
}

function drawCards(pen: Pen, { cards }: MapColumnView, words: PictureWords, left: number, top: number) {
  const visible = cards.filter(({ isHidden }) => !isHidden);
  let y = top;
  for (const card of visible.slice(0, openCards)) y = drawCard(pen, card, words, left, y);
  const folded = visible.slice(openCards).map(({ name }) => name);
  if (folded.length === 0) return y;
  const lines = wrap(words.alsoHere(folded.join(", ")), cardWidth, small, pen.measure);
  lines.forEach((line, index) => {
    pen.text(left, y + 12 + index * 14, line, small);
  });
  return y + 6 + lines.length * 14;
}

/** Name; score, how many answered and what is expected; who is responsible and the verdict. */
function drawCard(pen: Pen, card: MapCard, words: PictureWords, x: number, y: number): number {
  const inner = cardWidth - 20;
  const name = wrap(`${card.moment ? "★ " : ""}${card.name}`, inner, bold, pen.measure);
  const beside = [card.n, card.expected === null ? null : words.expected(card.expected)]
    .filter((part) => part !== null)
    .join(" · ");
  const judged = [card.verdict?.word, card.change && `${card.change.text} ${card.change.verdict.word}`]
    .filter(Boolean)
    .join(" · ");
  const room = judged ? inner - pen.measure(judged, small) - 12 : inner;
  const owner = wrap(card.owner ?? words.nobodyResponsible, room, small, pen.measure);
  const height = 28 + name.length * 15 + owner.length * 14;
  const toned = card.tone === "none" ? ink.muted : ink[card.tone];
  pen.box(x, y, cardWidth, height, card.tone === "none" ? null : toned);
  name.forEach((line, index) => {
    pen.text(x + 10, y + 18 + index * 15, line, bold);
  });
  let line = y + 19 + name.length * 15;
  const value = card.value ?? "";
  pen.text(x + 10, line, value, card.isThin ? { ...bold, fill: ink.muted } : bold);
  pen.text(x + 10 + (value ? pen.measure(value, bold) + 7 : 0), line, beside, small);
  line += 14;
  owner.forEach((part, index) => {
    pen.text(x + 10, line + index * 14, part, small);
  });
  pen.text(x + cardWidth - 10, line, judged, { ...small, fill: toned, anchor: "end" });
  return y + height + 6;
}
