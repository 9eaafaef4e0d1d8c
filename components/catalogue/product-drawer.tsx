"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { ConflictChoice } from "@/components/ui/conflict-choice";
import { KeyField } from "@/components/ui/key-field";
import { NumberField } from "@/components/ui/number-field";
import type { Option } from "@/components/ui/option";
import { SelectField } from "@/components/ui/select-field";
import { SideDrawer } from "@/components/ui/side-drawer";
import { SubmitButton } from "@/components/ui/submit-button";
import { TranslatedNameFields } from "@/components/ui/translated-name-fields";
import {
  createProductAction,
  deleteProductAction,
  editProductAction,
  restoreProductAction,
  retireProductAction,
  undoProductAction,
} from "@/lib/catalogue/actions";
import type { ProductRow } from "@/lib/catalogue/queries/list-products";
import type { Locale } from "@/lib/language/locale";
import { RetireDialog } from "./retire-dialog";

type ProductDrawerProps = {
  /** Null: a new one. */
  product: ProductRow | null;
  /** As it stands in the form, in whole units of the currency. */
  price: number | null;
  groups: Option[];
  languages: Locale[];
  currency: string;
  workspace: string;
  closeHref: string;
};

export function ProductDrawer(props: ProductDrawerProps) {
  const { product, price, groups, languages, currency, workspace, closeHref } = props;
  const t = useTranslations("catalogue");
  const products = useTranslations("products");
  const router = useRouter();
  const name = product?.name ?? "";
  return (
    <SideDrawer title={product ? name : products("new")} closeHref={closeHref}>
      <ActionForm
        action={product ? editProductAction : createProductAction}
        undo={undoProductAction}
        success={product ? t("saved", { name }) : t("created")}
        workspace={workspace}
        hidden={product ? { key: product.key, version: String(product.version) } : {}}
        onSuccess={() => router.push(closeHref, { scroll: false })}
      >
        <TranslatedNameFields
          label={t("name")}
          languages={languages}
          defaultValues={product?.names ?? {}}
          autoFocus={product === null}
        />
        {product ? null : <KeyField languages={languages} />}
        <SelectField
          name="group"
          label={products("group")}
          options={groups}
          defaultValue={product?.group?.key ?? ""}
        />
        <NumberField
          name="price"
          label={products("price")}
          minValue={0}
          formatOptions={{ style: "currency", currency }}
          {...(price === null ? {} : { defaultValue: price })}
        />
        <ConflictChoice reloadHref={`${closeHref}?open=${encodeURIComponent(product?.key ?? "new")}`} />
        <div className="flex flex-wrap gap-2">
          <SubmitButton>{product ? t("save") : t("create")}</SubmitButton>
        </div>
      </ActionForm>
      {product ? (
        <div className="mt-8 border-t border-separator pt-4">
          <p className="text-xs text-muted">
            {t("key")}: <code className="font-mono">{product.key}</code>
          </p>
          <div className="mt-3 flex flex-wrap gap-2">
            {product.isRetired ? (
              <ActionForm
                action={restoreProductAction}
                undo={undoProductAction}
                success={t("restored", { name })}
                workspace={workspace}
                hidden={{ key: product.key }}
              >
                <SubmitButton variant="outline">{t("restore")}</SubmitButton>
              </ActionForm>
            ) : null}
            <RetireDialog
              used="products"
              entryKey={product.key}
              name={name}
              workspace={workspace}
              hidden={{ key: product.key }}
              undo={undoProductAction}
              remove={deleteProductAction}
              retire={product.isRetired ? undefined : retireProductAction}
            />
          </div>
        </div>
      ) : null}
    </SideDrawer>
  );
}
