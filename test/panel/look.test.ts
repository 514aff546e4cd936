import { describeLook } from "./support/look";

describeLook("en");
