import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, Outlet } from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import { shopify } from "#bare/shopify.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  await shopify.authenticate.admin(request);
  return null;
}

export default function App() {
  return (
    <>
      <div style={{ display: "none" }}>
        <NavMenu>
          <Link to="/app" rel="home">
            Home
          </Link>
        </NavMenu>
      </div>
      <Outlet />
    </>
  );
}
