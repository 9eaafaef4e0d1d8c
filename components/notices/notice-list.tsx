import { Link } from "@/components/ui/link";
import { type Verdict, VerdictChip } from "@/components/ui/verdict-chip";
import { PutAsideMenu } from "./put-aside-menu";

export type NoticeItem = {
  subject: string;
  said: string;
  title: string;
  href: string;
  text: string;
  verdict: Verdict;
};

/** What needs somebody, each with a way to it and a way to put it aside. */
export function NoticeList({ workspace, notices }: { workspace: string; notices: NoticeItem[] }) {
  return (
    <ul className="xl:grid xl:grid-cols-2 xl:gap-x-12">
      {notices.map(({ subject, said, title, href, text, verdict }) => (
        <li
          key={subject}
          className="relative -mx-2 flex items-start gap-3 rounded-sm px-2 py-2.5 not-last:border-b not-last:border-separator hover:bg-surface-secondary"
        >
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <Link href={href} className="covering-link rounded-sm font-medium">
                {title}
              </Link>
              <VerdictChip {...verdict} />
            </p>
            <p className="figures mt-0.5 text-pretty text-muted">{text}</p>
          </div>
          <PutAsideMenu workspace={workspace} subject={subject} said={said} title={title} />
        </li>
      ))}
    </ul>
  );
}
