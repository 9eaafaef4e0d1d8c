import { Link } from "@/components/ui/link";
import { SideDrawer } from "@/components/ui/side-drawer";
import type { MeasureIdea } from "./prepare-ideas";

type MeasureIdeasProps = {
  /** Under the name of a phase where the catalogue's phases are not those of this page. */
  ideas: { name: string | null; ideas: MeasureIdea[] }[];
  title: string;
  lead: string;
  there: string;
  closeHref: string;
};

/** Key measures of the catalogue; each opens the form of a new measure with what the catalogue says of it. */
export function MeasureIdeas({ ideas: groups, title, lead, there, closeHref }: MeasureIdeasProps) {
  return (
    <SideDrawer title={title} closeHref={closeHref}>
      <p className="mb-4 text-muted">{lead}</p>
      {groups.map(({ name, ideas }) => (
        <section key={name ?? ""} className="mb-6">
          {name ? <h3 className="eyebrow mb-2">{name}</h3> : null}
          <ul className="border-t border-separator">
            {ideas.map((idea) => (
              <li key={idea.key} className="border-b border-separator py-2.5">
                {idea.isThere ? (
                  <span className="font-medium text-muted">{idea.name}</span>
                ) : (
                  <Link href={idea.href} className="font-medium text-link hover:underline">
                    {idea.name}
                  </Link>
                )}
                <p className="mt-0.5 text-xs text-muted">{idea.isThere ? there : idea.detail}</p>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </SideDrawer>
  );
}
