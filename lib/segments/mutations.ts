import type { Scope } from "@/lib/auth/scope";
import { renamed } from "@/lib/catalogue/rules";
import { type RowTable, type Saved, saveRows } from "@/lib/db/save-rows";
import { postOneOrMany } from "@/lib/doors/post-items";
import { missing, saidOr } from "@/lib/fields/refusals";
import { orNull } from "@/lib/fields/text";
import { getSegment } from "./queries";
import { type SegmentInput, segmentInput } from "./schema";

type SegmentState = {
  key: string;
  name: string;
  translations: Record<string, string> | null;
  description: string | null;
  rule: Record<string, unknown>;
};

const segments: RowTable<SegmentState> = {
  table: "segment",
  key: ["key"],
  columns: { key: "text", name: "text", translations: "jsonb", description: "text", rule: "jsonb" },
  versioned: true,
};

export const saveSegments = (scope: Scope, inputs: readonly SegmentInput[]): Promise<Saved[]> =>
  saveRows(
    scope,
    segments,
    inputs.map((said) => ({
      key: [said.key],
      change: (before) =>
        (before ? null : missing({ name: said.name })) ?? {
          key: said.key,
          ...renamed(before ?? { name: "", translations: null }, said.name, scope.workspaceLocale),
          description: orNull(saidOr(said.description, before?.description ?? null)),
          rule: said.rule ?? before?.rule ?? {},
        },
    })),
  );

export const postSegments = postOneOrMany({ item: segmentInput, save: saveSegments, get: getSegment });
