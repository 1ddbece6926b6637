import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { OpenFromAdmin } from "#app/components/open-from-admin.tsx";

/** Shopify opens the app's address with the shop in the query: on to the app with all of it. */
export function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  if (searchParams.has("shop")) throw redirect(`/app?${searchParams}`);
  return null;
}

export const meta = () => [{ title: "Shelfreel" }];

export default function Index() {
  return <OpenFromAdmin />;
}
