import { hash } from "node:crypto";

/** Keys that we gave to lines without one begin like this; nobody else's may. */
export const identityPrefix = "import:";

/** SHA-256 of what a line says, as far as it is mapped: the first half of its identity. */
export function contentDigest(kind: string, source: string, content: string): Buffer {
  return hash("sha256", [kind, source, content].join("\0"), "buffer");
}

/** The key of a line without one: what it says, and the how-manieth such line of the file it is. */
export function identityKey(digest: Buffer, occurrence: number): string {
  return `${identityPrefix}${digest.toString("base64url", 0, 18)}:${occurrence}`;
}

/**
 * Counts how often each digest was seen. Some twenty bytes a line instead of an object, so that ten million lines fit
 * into memory. It compares eight bytes of the digest: if two ever shared them, the second would be called the second
 * occurrence, again and again the same, and still have a key of its own.
 */
export class OccurrenceCounter {
  private slots = new Uint32Array(3 * 4096);
  private used = 0;
  /** How many were counted. */
  total = 0;

  /** 1 for the first, 2 for the second … */
  count(digest: Buffer): number {
    if (this.used * 3 > this.slots.length * 0.66) this.grow();
    this.total++;
    const high = digest.readUInt32LE(0);
    const low = digest.readUInt32LE(4);
    const slot = this.find(this.slots, high, low);
    const seen = (this.slots[slot + 2] ?? 0) + 1;
    if (seen === 1) {
      this.slots[slot] = high;
      this.slots[slot + 1] = low;
      this.used++;
    }
    this.slots[slot + 2] = seen;
    return seen;
  }

  private find(slots: Uint32Array, high: number, low: number): number {
    const places = slots.length / 3;
    for (let place = high & (places - 1); ; place = (place + 1) & (places - 1)) {
      const slot = place * 3;
      if (slots[slot + 2] === 0 || (slots[slot] === high && slots[slot + 1] === low)) return slot;
    }
  }

  private grow(): void {
    const before = this.slots;
    const after = new Uint32Array(before.length * 2);
    for (let slot = 0; slot < before.length; slot += 3) {
      const [high = 0, low = 0, seen = 0] = before.subarray(slot, slot + 3);
      if (seen > 0) after.set([high, low, seen], this.find(after, high, low));
    }
    this.slots = after;
  }
}
