import "./restrictedMode";
import "./templates";
