import { getTranslations } from "next-intl/server";
import { PublicFrame } from "@/components/frame/public-frame";

/** Why a shared view cannot be shown now. */
export async function SharedProblem({ sentence }: { sentence: string }) {
  const t = await getTranslations("sharing");
  return (
    <PublicFrame title={t("problem")}>
      <p role="alert">{sentence}</p>
    </PublicFrame>
  );
}
