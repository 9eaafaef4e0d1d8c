import { Link } from "./link";

type TabsLinksProps = {
  label: string;
  tabs: { label: string; href: string; count?: string; isCurrent?: boolean }[];
};

/** Views of one thing, each with its own address. */
export function TabsLinks({ label, tabs }: TabsLinksProps) {
  return (
    <nav aria-label={label} className="mb-6 border-b border-separator print:hidden">
      <ul className="scrollbar-none -mb-px flex gap-5 overflow-x-auto">
        {tabs.map((tab) => (
          <li key={tab.href} className={`shrink-0 ${tab.isCurrent ? "[scroll-initial-target:nearest]" : ""}`}>
            <Link
              href={tab.href}
              aria-current={tab.isCurrent ? "page" : undefined}
              className="inline-flex h-10 items-center gap-1.5 border-b-2 border-transparent whitespace-nowrap text-muted -outline-offset-2 hover:text-foreground aria-[current=page]:border-accent-text aria-[current=page]:font-medium aria-[current=page]:text-foreground lg:h-9"
            >
              {tab.label}
              {tab.count ? <span className="figures text-xs text-muted">{tab.count}</span> : null}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
