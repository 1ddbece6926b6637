import { Link } from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import type { ReactNode } from "react";

/** The app's pages in the admin's menu, around every page; also around the one that tells of a problem. */
export function AppFrame({ children }: { children: ReactNode }) {
  return (
    <>
      {/* The admin draws the menu from these links; here they would only push the page down until App Bridge has taken them. */}
      <div style={{ display: "none" }}>
        <NavMenu>
          <Link to="/app" rel="home">
            Home
          </Link>
          <Link to="/app/products">Products</Link>
          <Link to="/app/batches">Batches</Link>
          <Link to="/app/settings">Settings</Link>
        </NavMenu>
      </div>
      {children}
    </>
  );
}
