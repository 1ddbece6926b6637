import batches from "./batches.json" with { type: "json" };
import common from "./common.json" with { type: "json" };
import extensions from "./extensions.json" with { type: "json" };
import files from "./files.json" with { type: "json" };
import frame from "./frame.json" with { type: "json" };
import home from "./home.json" with { type: "json" };
import limits from "./limits.json" with { type: "json" };
import listing from "./listing.json" with { type: "json" };
import mail from "./mail.json" with { type: "json" };
import nemo from "./nemo.json" with { type: "json" };
import product from "./product.json" with { type: "json" };
import products from "./products.json" with { type: "json" };
import prompt from "./prompt.json" with { type: "json" };
import publication from "./publication.json" with { type: "json" };
import quote from "./quote.json" with { type: "json" };
import recipes from "./recipes.json" with { type: "json" };
import record from "./record.json" with { type: "json" };
import refine from "./refine.json" with { type: "json" };
import requests from "./requests.json" with { type: "json" };
import settings from "./settings.json" with { type: "json" };
import shopify from "./shopify.json" with { type: "json" };
import shops from "./shops.json" with { type: "json" };
import states from "./states.json" with { type: "json" };
import steps from "./steps.json" with { type: "json" };
import units from "./units.json" with { type: "json" };
import video from "./video.json" with { type: "json" };

/** The panel's texts by area; the English ones say which there are. */
export const en = { batches, common, extensions, files, frame, home, limits, listing, mail, nemo, product, products, prompt, publication, quote, recipes, record, refine, requests, settings, shopify, shops, states, steps, units, video };

type IdsOf<T> = { [Area in keyof T & string]: `${Area}.${keyof T[Area] & string}` }[keyof T & string];

/** Every `area.key`. */
export type AreaIds = IdsOf<typeof en>;
