import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";

export type CommentItem = { key: string; score: string; text: string; about: string; href: string };

type CommentListProps = { comments: CommentItem[]; allHref: string; title?: string; lead?: string };

/** What was said by those for whom something went wrong, or what the title says. */
export async function CommentList({ comments, allHref, title, lead }: CommentListProps) {
  const t = await getTranslations("overview.comments");
  return (
    <Section
      title={title ?? t("title")}
      lead={lead ?? t("lead")}
      actions={
        <Link href={allHref} className="text-link">
          {t("all")}
        </Link>
      }
    >
      {comments.length === 0 ? (
        <p className="text-muted">{t("none")}</p>
      ) : (
        <ul className="grid gap-x-10 lg:grid-cols-2">
          {comments.map(({ key, score, text, about, href }) => (
            <li
              key={key}
              className="relative -mx-2 border-b border-separator px-2 py-3 hover:bg-surface-secondary"
            >
              <p className="flex items-start gap-3">
                <Badge>{score}</Badge>
                <Link href={href} className="covering-link line-clamp-3 text-pretty">
                  {text}
                </Link>
              </p>
              <p className="mt-1 text-xs text-muted">{about}</p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
