import { formatDay } from "@/lib/format/dates";
import type { Locale } from "@/lib/language/locale";
import { translator } from "@/lib/language/translator";
import { sendMail } from "@/lib/mail/send-mail";
import { addDays } from "@/lib/period/local-day";
import type { Period } from "@/lib/period/period";
import type { ReportFigures } from "./queries/load-report";
import { sayReport } from "./rules/say-report";

type Reader = { email: string; name: string; locale: Locale };
type Place = { slug: string; workspaceName: string; period: Period };

/** Three sentences on Monday, with the way to what stands behind them. */
export async function mailMonday(
  { email, name, locale }: Reader,
  { slug, workspaceName, period }: Place,
  figures: ReportFigures,
): Promise<void> {
  const t = translator(locale, "mail.monday");
  const sentences = sayReport(figures, {
    report: translator(locale, "report"),
    overview: { t: translator(locale, "overview"), locale, fewBelow: figures.settings.fewBelow },
  });
  const base = process.env.LOTSE_URL;
  const values = {
    name,
    workspace: workspaceName,
    day: formatDay(addDays(period.to, -1), locale),
    sentences: sentences.map((sentence, index) => `${index + 1}. ${sentence}`).join("\n\n"),
    overview: `${base}/w/${slug}?from=${period.from}&to=${period.to}`,
    report: `${base}/w/${slug}/report`,
    profile: `${base}/profile`,
  };
  await sendMail({ to: email, subject: t("subject", values), text: t("text", values) });
}
