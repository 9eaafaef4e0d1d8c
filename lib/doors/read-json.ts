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

/**
 * The JSON body of a request, counted while it is read.
 * @throws AppError `tooLarge` beyond 10 MiB, `malformed` when it is not JSON in UTF-8 or nested too deep
 */
export async function readJson(request: Request): Promise<unknown> {
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
  try {
    return parseJson(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("malformed", "notUtf8");
  }
}

/** JSON that somebody sent. @throws AppError `malformed` when it is none, or nested too deep */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) throw new AppError("malformed", "tooDeep");
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("malformed", "notJson");
  }
}
