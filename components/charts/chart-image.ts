/** What a copied picture says beside the drawing. */
export type ChartCaption = { title: string; lines: string[] };

const scale = 2;
const padding = 24;
const [titleSize, textSize, lineHeight] = [16, 12, 18];

/**
 * A drawing as a picture on light paper, whatever theme the reader has: the title, what it is made of (period, filter,
 * number of answers), then the drawing.
 */
export async function pictureOf(drawing: Element, { title, lines }: ChartCaption): Promise<Blob> {
  const { width, height } = drawing.getBoundingClientRect();
  const head = padding + titleSize + 8 + lines.length * lineHeight + 10;
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(Math.max(width, 480) + 2 * padding) * scale;
  canvas.height = Math.ceil(head + height + padding) * scale;
  const paper = canvas.getContext("2d");
  if (!paper) throw new Error("This browser draws no pictures.");
  paper.scale(scale, scale);
  paper.fillStyle = "#ffffff";
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.textBaseline = "top";
  const family = getComputedStyle(document.body).fontFamily;
  const write = (text: string, y: number, font: string, ink: string) => {
    paper.font = `${font} ${family}`;
    paper.fillStyle = ink;
    paper.fillText(text, padding, y, canvas.width / scale - 2 * padding);
  };
  write(title, padding, `600 ${titleSize}px`, "#16202a");
  for (const [index, line] of lines.entries())
    write(line, padding + titleSize + 8 + index * lineHeight, `${textSize}px`, "#56626d");
  paper.translate(padding, head);
  if (drawing instanceof SVGSVGElement) {
    paper.drawImage(await imageOf(inLight(() => writtenOut(drawing, width, height))), 0, 0, width, height);
  } else inLight(() => paint(drawing, paper));
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is empty."))), "image/png"),
  );
}

/** Reads styles as the light theme has them; within one task, so nobody sees it. */
function inLight<Result>(read: () => Result): Result {
  const { dataset } = document.documentElement;
  const { theme } = dataset;
  dataset.theme = "light";
  try {
    return read();
  } finally {
    if (theme === undefined) delete dataset.theme;
    else dataset.theme = theme;
  }
}

/** Styles that a drawing takes from the page; outside of it they have to be written into it. */
const taken = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "opacity", "visibility"];
const takenByText = ["font-size", "font-weight", "font-family", "text-anchor"];

function writtenOut(svg: SVGSVGElement, width: number, height: number): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, to] = [svg, copy].map((one) => [one, ...one.querySelectorAll<SVGElement>("*")]);
  for (const [index, element] of (from ?? []).entries()) {
    const style = getComputedStyle(element);
    const isText = element instanceof SVGTextContentElement;
    for (const name of [...taken, ...(isText ? takenByText : [])])
      to?.[index]?.style.setProperty(name, style.getPropertyValue(name));
  }
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  return new XMLSerializer().serializeToString(copy);
}

function imageOf(svg: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error("The drawing cannot be read."));
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  });
}

/** A chart that is a table: its coloured boxes and its words, where they stand. */
function paint(drawing: Element, paper: CanvasRenderingContext2D): void {
  const origin = drawing.getBoundingClientRect();
  for (const element of drawing.querySelectorAll("*")) {
    const box = element.getBoundingClientRect();
    // What is there for screen readers alone is a pixel wide.
    if (box.width <= 1 || box.height < 1 || element.closest("svg, button, .sr-only")) continue;
    const style = getComputedStyle(element);
    paper.globalAlpha = Number(style.opacity);
    paper.fillStyle = style.backgroundColor;
    paper.beginPath();
    const radius = Math.min(Number.parseFloat(style.borderTopLeftRadius) || 0, box.width / 2, box.height / 2);
    paper.roundRect(box.left - origin.left, box.top - origin.top, box.width, box.height, radius);
    paper.fill();
    paper.globalAlpha = 1;
    for (const node of element.childNodes) if (node instanceof Text) writeText(node, style, origin, paper);
  }
}

function writeText(node: Text, style: CSSStyleDeclaration, origin: DOMRect, paper: CanvasRenderingContext2D) {
  const text = node.data.trim();
  if (text === "") return;
  const range = document.createRange();
  range.selectNodeContents(node);
  const [line] = range.getClientRects();
  if (!line) return;
  paper.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  paper.fillStyle = style.color;
  paper.textBaseline = "middle";
  paper.fillText(text, line.left - origin.left, line.top - origin.top + line.height / 2);
}
