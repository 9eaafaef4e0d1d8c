"use client";

import { Checkbox } from "@heroui/react";
import { useTranslations } from "next-intl";
import { useOptimistic } from "react";
import { useAction } from "@/components/ui/use-action";
import { setMondayMailAction } from "@/lib/reports/actions";

export type MondayMail = { slug: string; name: string; isOn: boolean };

/** The Monday mail of each workspace, on or off at once. */
export function MondayMailSwitches({ mails }: { mails: MondayMail[] }) {
  return (
    <ul className="flex flex-col gap-2">
      {mails.map((mail) => (
        <li key={mail.slug}>
          <MondayMailSwitch {...mail} />
        </li>
      ))}
    </ul>
  );
}

function MondayMailSwitch({ slug, name, isOn }: MondayMail) {
  const t = useTranslations("profile");
  const [shown, show] = useOptimistic(isOn);
  const { run } = useAction({ action: setMondayMailAction, workspace: slug });
  return (
    <Checkbox
      isSelected={shown}
      onChange={(on) => run({ on: String(on) }, t(on ? "mondayOn" : "mondayOff", { name }), () => show(on))}
    >
      <Checkbox.Content>
        <Checkbox.Control>
          <Checkbox.Indicator />
        </Checkbox.Control>
        {name}
      </Checkbox.Content>
    </Checkbox>
  );
}
