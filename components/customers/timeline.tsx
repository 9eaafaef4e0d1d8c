import { FileSignature, MessageSquareText, PhoneCall, Route, ShoppingCart } from "lucide-react";
import { Dotted } from "@/components/ui/dotted";
import { Link } from "@/components/ui/link";
import type { TimelineKind } from "@/lib/dashboards/schema/customer-pages";

export type TimelineItem = {
  key: string;
  kind: TimelineKind;
  title: string;
  /** When, to the minute where it is known. */
  when: string;
  text?: string | undefined;
  details: string[];
  href?: string | undefined;
};

const icons = {
  contact: PhoneCall,
  order: ShoppingCart,
  contract: FileSignature,
  feedback: MessageSquareText,
  phase: Route,
} as const;

/** What happened, month by month, the latest first. */
export function Timeline({ months }: { months: { key: string; label: string; items: TimelineItem[] }[] }) {
  return (
    <div>
      {months.map(({ key, label, items }) => (
        <section key={key} aria-label={label} className="mt-6 first:mt-0">
          <h3 className="eyebrow pb-1">{label}</h3>
          <ol>
            {items.map((item) => (
              <Entry key={item.key} item={item} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function Entry({ item: { kind, title, when, text, details, href } }: { item: TimelineItem }) {
  const Icon = icons[kind];
  return (
    <li className="relative grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-3 border-b border-separator py-2.5 last:border-0">
      <Icon aria-hidden="true" strokeWidth={1.75} className="mt-0.5 size-4 text-muted" />
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline justify-between gap-x-4">
          {href ? (
            <Link href={href} className="font-medium hover:underline">
              {title}
            </Link>
          ) : (
            <span className="font-medium">{title}</span>
          )}
          <span className="figures text-xs text-muted">{when}</span>
        </p>
        {text ? <p className="mt-0.5 line-clamp-4 max-w-[68ch] break-words">{text}</p> : null}
        {details.length > 0 ? (
          <p className="mt-0.5 text-xs text-muted">
            <Dotted parts={details.map((content, index) => ({ key: `${index} ${content}`, content }))} />
          </p>
        ) : null}
      </div>
    </li>
  );
}
