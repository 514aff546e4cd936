import { describeLook } from "./support/look";

describeLook("zh-cn");
