"use client";

import { Button } from "@heroui/react";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { SelectField } from "@/components/ui/select-field";
import { limits } from "@/lib/segments/rules/vocabulary";
import { type GroupMode, groupModes } from "@/lib/segments/rules/walk";
import type { EditorFacts } from "./condition-value";
import {
  type DraftGroup,
  type DraftNode,
  isDraftGroup,
  newCondition,
  newGroup,
  replaced,
} from "./draft-rule";
import { RuleCondition } from "./rule-condition";

type RuleGroupProps = {
  group: DraftGroup;
  facts: EditorFacts;
  onChange: (group: DraftGroup) => void;
  onRemove?: () => void;
  depth?: number;
};

/** A group of conditions and how they are joined; groups within it are drawn the same way. */
export function RuleGroup({ group, facts, onChange, onRemove, depth = 1 }: RuleGroupProps) {
  const t = useTranslations("segments");
  const put = (id: string, node: DraftNode | null) => onChange(replaced(group, id, node));
  const add = (node: DraftNode) => onChange({ ...group, nodes: [...group.nodes, node] });
  const canRemove = group.nodes.length > 1;
  return (
    <fieldset>
      <legend className="sr-only">{t("editor.group")}</legend>
      <div className="flex items-end gap-2">
        <div className="w-72 max-w-full">
          <SelectField
            name={`group-${group.id}`}
            label={t("editor.mode")}
            hideLabel
            defaultValue={group.mode}
            options={groupModes.map((mode) => ({ value: mode, label: t(`modes.${mode}`) }))}
            onChange={(mode) => onChange({ ...group, mode: mode as GroupMode })}
          />
        </div>
        {onRemove ? (
          <Button isIconOnly variant="ghost" aria-label={t("editor.removeGroup")} onPress={onRemove}>
            <X aria-hidden="true" />
          </Button>
        ) : null}
      </div>
      <div className="mt-2 flex flex-col gap-2 border-s border-border ps-3 sm:ps-4">
        {group.nodes.map((node) =>
          isDraftGroup(node) ? (
            <RuleGroup
              key={node.id}
              group={node}
              facts={facts}
              depth={depth + 1}
              onChange={(inner) => put(node.id, inner)}
              onRemove={() => put(node.id, null)}
            />
          ) : (
            <RuleCondition
              key={node.id}
              draft={node}
              facts={facts}
              onChange={(condition) => put(node.id, condition)}
              onRemove={canRemove ? () => put(node.id, null) : null}
            />
          ),
        )}
        <div className="flex flex-wrap gap-2">
          <Button size="sm" variant="outline" onPress={() => add(newCondition())}>
            <Plus aria-hidden="true" />
            {t("editor.addCondition")}
          </Button>
          {depth < limits.groupsDeep ? (
            <Button size="sm" variant="outline" onPress={() => add(newGroup())}>
              <Plus aria-hidden="true" />
              {t("editor.addGroup")}
            </Button>
          ) : null}
        </div>
      </div>
    </fieldset>
  );
}
