import { unescapeText } from "./cell-text";
import { brokenWorkbook, type Package } from "./open-package";
import { readXml } from "./read-xml";

const remembered = 50_000;
const longestRemembered = 200;

/**
 * The texts that cells refer to by number. They lie in one piece of memory outside the heap, however many they are: as
 * strings, ten million short ones would take ten times the file.
 */
export class SharedTexts {
  private bytes = Buffer.alloc(64 * 1024);
  private ends = new Uint32Array(1024);
  private count = 0;
  private used = 0;
  private readonly known = new Map<number, string>();

  add(text: string): void {
    const length = Buffer.byteLength(text);
    if (this.used + length > this.bytes.length) {
      const larger = Buffer.alloc(Math.max(this.bytes.length * 2, this.used + length));
      this.bytes.copy(larger, 0, 0, this.used);
      this.bytes = larger;
    }
    if (this.count === this.ends.length) {
      const larger = new Uint32Array(this.ends.length * 2);
      larger.set(this.ends);
      this.ends = larger;
    }
    this.used += this.bytes.write(text, this.used);
    this.ends[this.count++] = this.used;
  }

  /** @throws AppError `invalid` where there is none of that number */
  at(index: number): string {
    const known = this.known.get(index);
    if (known !== undefined) return known;
    if (!(index >= 0 && index < this.count)) throw brokenWorkbook();
    const text = this.bytes.toString("utf8", index === 0 ? 0 : this.ends[index - 1], this.ends[index]);
    if (this.known.size >= remembered) this.known.clear();
    if (text.length <= longestRemembered) this.known.set(index, text);
    return text;
  }
}

/** Reads the part with the texts; a text may come in runs of different fonts, and with hints for reading it aloud. */
export async function readSharedTexts(pack: Package, part: string | null): Promise<SharedTexts> {
  const texts = new SharedTexts();
  if (part === null || !pack.has(part)) return texts;
  let text = "";
  let inText = false;
  let aloud = 0;
  await readXml(pack, part, {
    open(name) {
      if (name === "si") text = "";
      else if (name === "rPh") aloud++;
      inText = name === "t" && aloud === 0;
    },
    text(more) {
      if (inText) text += more;
    },
    close(name) {
      if (name === "rPh") aloud--;
      else if (name === "si") texts.add(unescapeText(text));
      inText = false;
    },
  });
  return texts;
}
