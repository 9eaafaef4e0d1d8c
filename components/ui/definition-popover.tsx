"use client";

import { Button, Popover } from "@heroui/react";
import { CircleHelp } from "lucide-react";
import { useTranslations } from "next-intl";

export type DefinitionText = {
  title: string;
  paragraphs: string[];
  parameters?: { label: string; value: string }[];
};

type DefinitionPopoverProps = DefinitionText & {
  /** Only the icon, where space is short. */
  isCompact?: boolean;
};

/** "How is this computed?": the formula in words and the choices the number depends on. */
export function DefinitionPopover({ title, paragraphs, parameters = [], isCompact }: DefinitionPopoverProps) {
  const t = useTranslations("ui");
  const ask = t("howComputed");
  return (
    <Popover>
      <Button
        size="sm"
        variant="ghost"
        isIconOnly={isCompact}
        aria-label={isCompact ? `${ask} ${title}` : undefined}
        className="relative z-1 text-muted print:hidden"
      >
        <CircleHelp aria-hidden="true" />
        {isCompact ? null : ask}
      </Button>
      <Popover.Content aria-label={title} className="w-[min(26rem,calc(100vw-2rem))]">
        <div className="scrollbar max-h-[70dvh] overflow-y-auto p-4">
          <h2 className="font-semibold">{title}</h2>
          {paragraphs.map((paragraph) => (
            <p key={paragraph} className="mt-2 text-pretty">
              {paragraph}
            </p>
          ))}
          {parameters.length > 0 ? (
            <dl className="mt-4 border-t border-separator">
              {parameters.map(({ label, value }) => (
                <div
                  key={label}
                  className="flex justify-between gap-6 border-b border-separator py-1.5 last:border-0 last:pb-0"
                >
                  <dt className="text-muted">{label}</dt>
                  <dd className="figures text-end">{value}</dd>
                </div>
              ))}
            </dl>
          ) : null}
        </div>
      </Popover.Content>
    </Popover>
  );
}
