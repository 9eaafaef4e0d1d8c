import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import type { PageContext } from "@/lib/doors/define-page";
import type { SegmentEditorData } from "@/lib/segments/queries/load-segment";
import { RuleEditor } from "./rule-editor";

type SegmentEditorViewProps = { data: SegmentEditorData; page: PageContext };

export async function SegmentEditorView({ data, page }: SegmentEditorViewProps) {
  const t = await getTranslations("segments");
  const { segment } = data;
  const title = segment ? t("editor.editTitle", { name: segment.name }) : t("editor.newTitle");
  const list = `/w/${page.workspace}/segments`;
  return (
    <>
      <PageHeader
        title={title}
        lead={t("editor.lead")}
        back={
          segment ? { href: `${list}/${segment.id}`, label: segment.name } : { href: list, label: t("title") }
        }
      />
      <RuleEditor workspace={page.workspace} currency={page.currency} {...data} />
    </>
  );
}
