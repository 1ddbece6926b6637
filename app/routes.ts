import { flatRoutes } from "@remix-run/fs-routes";

// One file per URL. Anything that is not a route lives outside app/routes: every file there is public.
export default flatRoutes();
