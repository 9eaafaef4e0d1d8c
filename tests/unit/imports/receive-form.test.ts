import { describe, expect, it } from "vitest";
import { receiveForm } from "@/lib/doors/receive-form";
import type { AppError } from "@/lib/errors/app-error";

const boundary = "----frontier";
const part = (name: string, fileName = "") =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${fileName && `; filename="${fileName}"`}\r\n\r\n`;

/** A body that is made while it is sent, so that nobody holds it in memory. */
function request(pieces: Iterable<string | Uint8Array>): { request: Request; sent: () => number } {
  const iterator = pieces[Symbol.iterator]();
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { value, done } = iterator.next();
      if (done) controller.close();
      else {
        const bytes = Buffer.from(value);
        sent += bytes.length;
        controller.enqueue(bytes);
      }
    },
  });
  const headers = { "content-type": `multipart/form-data; boundary=${boundary}` };
  return {
    request: new Request("http://localhost", {
      method: "POST",
      headers,
      body,
      duplex: "half",
    } as RequestInit),
    sent: () => sent,
  };
}

function* file(mebibytes: number): Iterable<string | Uint8Array> {
  yield part("file", "big.csv");
  const piece = new Uint8Array(1024 * 1024).fill(120);
  for (let i = 0; i < mebibytes; i++) yield piece;
  yield `\r\n--${boundary}--\r\n`;
}

describe("a form with a file", () => {
  it("is counted while it is read, and refused with a sentence that the sender gets to read", async () => {
    const small = await receiveForm(request(file(3)).request, 3 * 1024 * 1024);
    expect(small.file?.size).toBe(3 * 1024 * 1024);
    expect((await small.file?.read(1024 * 1024 - 1, 5))?.toString()).toBe("xxxxx");
    await small.discard();
    const big = request(file(5));
    await expect(receiveForm(big.request, 3 * 1024 * 1024)).rejects.toMatchObject({
      code: "tooLarge",
      details: { values: { megabytes: 3 } },
    });
    expect(big.sent()).toBeGreaterThan(5 * 1024 * 1024);
  });

  it("does not let a sender go on for ever", async () => {
    const endless = request(file(1_000));
    await expect(receiveForm(endless.request, 1024 * 1024)).rejects.toMatchObject({ code: "tooLarge" });
    expect(endless.sent()).toBeLessThan(10 * 1024 * 1024);
  });

  it("does not take fields without end, or a stop half-way, for a form", async () => {
    const fields = request([
      ...Array.from({ length: 30 }, (_, i) => `${part(`f${i}`)}x\r\n`),
      `--${boundary}--\r\n`,
    ]);
    const reason = (attempt: Promise<unknown>) =>
      attempt.catch(({ code, reason }: AppError) => `${code} ${reason}`);
    expect(await reason(receiveForm(fields.request, 100))).toBe("malformed uploadForm");
    expect(await reason(receiveForm(request([part("file", "a"), "half"]).request, 100))).toBe(
      "malformed uploadForm",
    );
    const long = request([part("mapping"), "x".repeat(2 * 1024 * 1024), `\r\n--${boundary}--\r\n`]);
    expect(await reason(receiveForm(long.request, 100))).toBe("tooLarge uploadFieldTooLarge");
  });

  it("keeps names from becoming something else", async () => {
    const odd = request([`${part("__proto__")}x\r\n`, `${part("kind")}feedback\r\n`, `--${boundary}--\r\n`]);
    const form = await receiveForm(odd.request, 100);
    expect([Object.keys(form.fields), form.file]).toEqual([["kind"], null]);
    await form.discard();
  });
});
