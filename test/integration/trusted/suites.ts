import "./activation";
import "./actions";
import "./review";
import "./faults";
import "./badInput";
import "./ghostText";
import "./embedded";
import "./models";
