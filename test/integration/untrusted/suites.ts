import "./restrictedMode";
