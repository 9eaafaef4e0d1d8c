"use client";

import { Button, Dropdown, Header } from "@heroui/react";
import { Download } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";

const formats = ["csv", "xlsx"] as const;

type ExportMenuProps = {
  /** Where the list leaves as a file, such as `/w/acme/feedback/export`. */
  href: string;
  /** What the file is made with; the filter in the address of the page unless said otherwise. */
  query?: Record<string, string | string[] | undefined>;
  /** Where one page can leave as several lists: their names and addresses instead of `href`. */
  lists?: readonly { label: string; href: string }[];
};

/** "⇩ Export" for the end of the filter bar: what the page shows, all of it, as a file. */
export function ExportMenu({ href, query, lists = [{ label: "", href }] }: ExportMenuProps) {
  const t = useTranslations("ui.export");
  const search = useSearchParams();

  function download(choice: string) {
    const [format = "csv", place = "0"] = choice.split(":");
    const asked = query ? fromQuery(query) : new URLSearchParams(search);
    for (const where of ["after", "cursor"]) asked.delete(where);
    asked.set("format", format);
    const link = document.createElement("a");
    link.href = `${lists[Number(place)]?.href ?? href}?${asked}`;
    // A refusal then is a failed download and not a page of its own.
    link.download = "";
    link.click();
  }

  return (
    <Dropdown>
      <Button variant="outline" className="gap-1.5 text-muted hover:text-foreground">
        <Download aria-hidden="true" className="size-4!" />
        <span className="max-sm:sr-only">{t("label")}</span>
      </Button>
      <Dropdown.Popover placement="bottom end" className="min-w-56">
        <Dropdown.Menu aria-label={t("label")} onAction={(format) => download(String(format))}>
          {lists.map(({ label, href: place }, i) => (
            <Dropdown.Section key={place} aria-label={label || t("label")}>
              {label ? <Header className="px-2 pt-2 pb-1 text-muted text-xs">{label}</Header> : null}
              {formats.map((format) => (
                <Dropdown.Item
                  key={format}
                  id={`${format}:${i}`}
                  textValue={label ? `${label} ${t(format)}` : t(format)}
                >
                  {t(format)}
                </Dropdown.Item>
              ))}
            </Dropdown.Section>
          ))}
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  );
}

function fromQuery(query: Record<string, string | string[] | undefined>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one])),
  );
}
