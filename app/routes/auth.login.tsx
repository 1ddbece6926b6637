import type { LoaderFunctionArgs } from "@remix-run/node";
import { OpenFromAdmin } from "#app/components/open-from-admin.tsx";
import { login } from "#app/shopify.server.ts";

/** Where the library sends a visitor whom Shopify did not send. With ?shop= it goes on to the installation. */
export async function loader({ request }: LoaderFunctionArgs) {
  await login(request);
  return null;
}

export const meta = () => [{ title: "Shelfreel" }];

export default function Login() {
  return <OpenFromAdmin />;
}
