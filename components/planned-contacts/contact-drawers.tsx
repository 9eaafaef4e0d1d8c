import { Pencil } from "lucide-react";
import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button-link";
import { SideDrawer } from "@/components/ui/side-drawer";
import { SubmitButton } from "@/components/ui/submit-button";
import type { PageContext } from "@/lib/doors/define-page";
import type { Place } from "@/lib/filters/queries/read-places";
import { restorePlannedContactAction, undoPlannedContactsAction } from "@/lib/planned-contacts/actions";
import type { CalendarData } from "@/lib/planned-contacts/queries/load-calendar";
import type { CalendarInput } from "@/lib/planned-contacts/schema/pages";
import { ContactCard } from "./contact-card";
import { ContactForm } from "./contact-form";
import { type ContactWords, calendarAddress, contactAddress } from "./prepare-calendar";
import { SettleForm } from "./settle-form";

type ContactDrawersProps = {
  data: CalendarData;
  input: CalendarInput;
  page: PageContext;
  words: ContactWords;
};

/** Whatever the address says is open: a card with how it ended, or the form. */
export function ContactDrawers({ data, input, page, words }: ContactDrawersProps) {
  const { workspace } = page;
  const { open, places, today } = data;
  const mayWrite = page.can("contacts:write");
  const closeHref = calendarAddress(workspace, input);
  const isNew = input.open === "new";
  if (mayWrite && (isNew || (open && input.edit))) {
    const contact = isNew ? null : open;
    const phaseName = new Map(places.phases.map(({ id, name }) => [id, name]));
    const options = <One extends Place>(list: readonly One[], chosen: string | undefined) =>
      list.filter(({ key, retired }) => !retired || key === chosen);
    const plain = (list: readonly Place[], chosen: string | undefined) =>
      options(list, chosen).map(({ key, name }) => ({ value: key, label: name }));
    return (
      <ContactForm
        key={contact ? `${contact.id} ${contact.version}` : "new"}
        contact={contact}
        customer={contact?.customer ?? data.customer}
        day={contact?.day ?? input.day ?? today}
        segments={plain(places.segments, contact?.segment?.key)}
        touchpoints={options(places.touchpoints, contact?.touchpoint?.key).map(({ key, name, phaseId }) => {
          const group = phaseId === null ? undefined : phaseName.get(phaseId);
          return { value: key, label: name, ...(group ? { group } : {}) };
        })}
        channels={plain(places.channels, contact?.channel?.key)}
        departments={plain(places.departments, contact?.department?.key)}
        languages={data.languages}
        workspace={workspace}
        closeHref={closeHref}
        reloadHref={calendarAddress(workspace, input, { open: contact?.id ?? "new", edit: "true" })}
      />
    );
  }
  if (!open) return null;
  const here = contactAddress(workspace, input, open);
  return (
    <SideDrawer
      title={open.purpose}
      closeHref={closeHref}
      actions={
        mayWrite && open.state !== "cancelled" ? (
          <ButtonLink
            href={calendarAddress(workspace, input, { open: open.id, edit: "true" })}
            scroll={false}
            size="sm"
          >
            <Pencil aria-hidden="true" />
            {words.t("edit")}
          </ButtonLink>
        ) : undefined
      }
    >
      <ContactCard contact={open} workspace={workspace} words={words} />
      {mayWrite && open.state !== "cancelled" ? (
        <SettleForm
          key={`${open.uid} ${open.version}`}
          contact={open}
          today={today}
          workspace={workspace}
          closeHref={closeHref}
          reloadHref={here}
        />
      ) : null}
      {mayWrite && open.state === "cancelled" ? (
        <ActionForm
          action={restorePlannedContactAction}
          undo={undoPlannedContactsAction}
          success={words.t("cancel.restored")}
          workspace={workspace}
          hidden={{ id: open.id }}
          className="mt-6 border-t border-separator pt-4"
        >
          <div>
            <SubmitButton variant="outline">{words.t("cancel.restore")}</SubmitButton>
          </div>
        </ActionForm>
      ) : null}
    </SideDrawer>
  );
}
