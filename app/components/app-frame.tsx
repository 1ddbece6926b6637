import { Link } from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import type { ReactNode } from "react";

/** The app's pages in the admin's menu, around every page; also around the one that tells of a problem. */
export function AppFrame({ children }: { children: ReactNode }) {
  return (
    <>
      <NavMenu>
        <Link to="/app" rel="home">
          Home
        </Link>
        <Link to="/app/products">Products</Link>
      </NavMenu>
      {children}
    </>
  );
}
