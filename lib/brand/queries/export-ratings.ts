import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { streamRows } from "@/lib/db/stream-rows";
import type { ListExport } from "@/lib/doors/list-export";
import { localText } from "@/lib/fields/texts";
import { localName } from "@/lib/language/locale";
import type { BrandInput, Rater } from "../schema";

type Named = { name: string; translations: unknown };
type Rating = { on: string; by: Rater; n: number; score: number; note: string | null } & {
  texts: unknown;
  touchpoint: Named;
  value: Named | null;
};
type Row = Omit<Rating, "touchpoint" | "value" | "texts"> & { touchpoint: string; value: string | null };

/** Every rating of the brand fit there is, a line each, the latest first; without a value: all of them together. */
export const ratingExport: ListExport<BrandInput, Row> = {
  name: "brand",
  columns: [
    { key: "on", value: ({ on }) => on },
    { key: "touchpoint", value: ({ touchpoint }) => touchpoint },
    { key: "brandValue", value: ({ value }, { t }) => value ?? t("brand.overall") },
    { key: "ratedBy", value: ({ by }, { t }) => t(`brand.raters.${by}`) },
    { key: "score", kind: "number", value: ({ score }) => score },
    { key: "n", kind: "number", value: ({ n }) => n },
    { key: "note", value: ({ note }) => note },
  ],
  rows: streamRatings,
};

async function* streamRatings(scope: Scope, _: BrandInput): AsyncGenerator<Row> {
  const ratings = Prisma.sql`
    select r."on"::text, r."by", r."n", r."score"::float8 as score, r."note", r."translations" as texts,
      json_build_object('name', t."name", 'translations', t."translations") as touchpoint,
      case when v."id" is not null then json_build_object('name', v."name", 'translations', v."translations") end as value
    from brand_rating r
    join touchpoint t on t."workspaceId" = r."workspaceId" and t."id" = r."touchpointId"
    left join brand_value v on v."workspaceId" = r."workspaceId" and v."id" = r."brandValueId"
    where r."workspaceId" = ${scope.workspaceId}
    order by r."on" desc, r."createdAt" desc, v."position" nulls first, r."id"`;
  for await (const { touchpoint, value, texts, ...row } of streamRows<Rating>(scope, ratings))
    yield {
      ...row,
      note: localText({ translations: texts }, "note", row.note, scope.locale),
      touchpoint: localName(touchpoint, scope.locale),
      value: value && localName(value, scope.locale),
    };
}
