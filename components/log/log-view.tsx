import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import type { PageContext } from "@/lib/doors/define-page";
import type { LogForm as LogFormData } from "@/lib/feedback/queries/load-log-form";
import type { LogFormInput } from "@/lib/feedback/schema/log-feedback";
import { LogForm } from "./log-form";

type LogViewProps = { data: LogFormData; input: LogFormInput; page: PageContext };

export async function LogView({ data, input, page }: LogViewProps) {
  const t = await getTranslations("log");
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader title={t("title")} lead={t("lead")} />
      <LogForm
        workspace={page.workspace}
        data={data}
        caller={data.caller}
        search={data.caller ? "" : (input.phone ?? "")}
      />
    </div>
  );
}
