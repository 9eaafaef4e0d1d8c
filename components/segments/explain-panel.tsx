import { Button, Input, Label } from "@heroui/react";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import type { Explanation } from "@/lib/segments/queries/explain-customer";
import type { RuleWords } from "./rule-words";
import { ToldList } from "./told-list";

type ExplainPanelProps = { who: string | undefined; explanation: Explanation | null; words: RuleWords };

/** "In, because …": a customer by name, number or address; the address of the page keeps who was asked about. */
export function ExplainPanel({ who, explanation, words }: ExplainPanelProps) {
  const t = useTranslations("segments.why");
  return (
    <>
      <form action="" className="flex max-w-xl flex-wrap items-end gap-2">
        <div className="flex min-w-0 flex-1 basis-56 flex-col gap-1">
          <Label htmlFor="who">{t("who")}</Label>
          <Input id="who" name="who" type="search" defaultValue={who} autoComplete="off" fullWidth />
        </div>
        <Button type="submit" variant="outline">
          <Search aria-hidden="true" />
          {t("ask")}
        </Button>
      </form>
      {explanation ? <Answer explanation={explanation} words={words} /> : null}
    </>
  );
}

function Answer({ explanation: { found, told }, words }: { explanation: Explanation; words: RuleWords }) {
  const t = useTranslations("segments.why");
  const nameOf = (one: Explanation["found"][number]) => one.name ?? one.externalId ?? one.email ?? "–";
  const [first] = found;
  if (!first) return <p className="mt-4 text-muted">{t("nobody")}</p>;
  if (!told)
    return (
      <div className="mt-4">
        <p className="text-muted">{t("several")}</p>
        <ul className="mt-2 flex flex-col gap-1">
          {found.map((one) => (
            <li key={one.id}>
              <Link
                href={`?who=${encodeURIComponent(one.externalId ?? one.email ?? nameOf(one))}`}
                scroll={false}
                className="text-accent-text underline underline-offset-4"
              >
                {[nameOf(one), one.company, one.externalId, one.email].filter(Boolean).join(" · ")}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    );
  return (
    <div className="mt-4" aria-live="polite">
      <p className="mb-2 font-medium">{t(told.holds ? "isIn" : "isOut", { name: nameOf(first) })}</p>
      <ToldList told={told} words={words} />
    </div>
  );
}
