import { AppError } from "@/lib/errors/app-error";

const maxBytes = 10 * 1024 * 1024;
const maxDepth = 32;

/** Nesting that no schema of ours needs is refused before it is parsed. Brackets inside strings do not count. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (inString) {
      if (character === "\\") i++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{" || character === "[") {
      depth++;
      if (depth > maxDepth) return true;
    } else if (character === "}" || character === "]") depth--;
  }
  return false;
}

/** The body of a request, counted while it is read. @throws AppError `tooLarge` beyond 10 MiB */
export async function readBody(request: Request): Promise<Uint8Array> {
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > maxBytes) throw new AppError("tooLarge", "bodyTooLarge");
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const piece = await reader?.read();
    if (!piece || piece.done) break;
    size += piece.value.byteLength;
    if (size > maxBytes) {
      await reader?.cancel();
      throw new AppError("tooLarge", "bodyTooLarge");
    }
    chunks.push(piece.value);
  }
  return Buffer.concat(chunks);
}

/** @throws AppError `malformed` when it is not JSON in UTF-8 or nested too deep */
export function jsonOfBody(body: Uint8Array): unknown {
  // A request that has nothing to say but its address needs no body.
  if (body.byteLength === 0) return {};
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw new AppError("malformed", "notUtf8");
  }
  return parseJson(text);
}

/** JSON that somebody sent. @throws AppError `malformed` when it is none, or nested too deep */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) throw new AppError("malformed", "tooDeep");
  try {
    // Looking at every name costs time; it is needed only where the name could stand, written out or in escapes.
    return /__proto__|\\u00(5f|7|6)/i.test(text) ? JSON.parse(text, refuseProto) : JSON.parse(text);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("malformed", "notJson");
  }
}

/** JavaScript has a meaning of its own for this name; nobody who sends it means well. */
function refuseProto(name: string, value: unknown): unknown {
  if (name === "__proto__") throw new AppError("malformed", "protoName");
  return value;
}
