import { getTranslations } from "next-intl/server";
import { DefinitionPopover } from "@/components/ui/definition-popover";
import { Link } from "@/components/ui/link";
import type { PageContext } from "@/lib/doors/define-page";
import type { InventoryData } from "@/lib/inventory/queries/load-inventory";
import { translator } from "@/lib/language/translator";
import { derivedNote } from "./prepare-derived";
import type { InventoryWords } from "./score-text";

type DerivedNoteProps = {
  drivers: NonNullable<InventoryData["drivers"]>;
  words: InventoryWords;
  page: PageContext;
};

/** Stated and derived importance stand side by side and are never mixed: what the derived one is has to be said. */
export async function DerivedNote({ drivers, words, page }: DerivedNoteProps) {
  const t = await getTranslations("inventory");
  const { sentence, how } = derivedNote(drivers, words, translator(page.locale, "drivers"));
  return (
    <div className="mb-4 flex max-w-[80ch] flex-wrap items-center gap-x-3 gap-y-1">
      <p className="text-muted">
        {sentence}{" "}
        <Link href={`/w/${page.workspace}/drivers?outcome=${drivers.outcome}`} className="text-link">
          {t("derived.more")}
        </Link>
      </p>
      <DefinitionPopover {...how} />
    </div>
  );
}
