// A page's contents interpreted just far enough to say what a reader sees of it: pictures with their place, text that
// shows or hides, and anything else that leaves ink. White fills beneath everything and whatever an opaque picture of
// the whole page covers leave none. What only a renderer gets right makes the page "complex".
#include <array>
#include <cmath>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include "pdf/collector.h"
#include "pdf/content.h"
#include "pdf/state.h"

namespace atagande::pdf {
namespace {

constexpr int max_operations = 5'000'000;
constexpr int max_forms = 2'000;
constexpr int max_saved_states = 512;
constexpr double covering = 0.85;  // share of the page from which an image hides what was drawn before

struct GraphicsState {
  Affine to_user;
  Box clip;  // in points of the reader
  bool odd_clip = false;
  bool translucent = false;
  bool white_fill = false;
  double fill_grey = 0.0;
  bool plain_fill_space = true;  // numbers are grey, RGB or CMYK by their count
  bool hides_text = false;
};

std::string stream_bytes(QPDFObjectHandle stream, std::size_t limit) {
  Collector collector(limit);
  stream.pipeStreamData(collector.pipeline(), 0, qpdf_dl_generalized, true, false);
  if (collector.exceeded()) throw Error(Fault::limit, "the contents of the page unpack to too many bytes");
  return collector.take();
}

std::string page_bytes(QPDFObjectHandle page, std::size_t limit) {
  QPDFObjectHandle contents = page.getKey("/Contents");
  if (contents.isStream()) return stream_bytes(contents, limit);
  std::string all;
  const int count = contents.isArray() ? contents.getArrayNItems() : 0;
  for (int i = 0; i < count; ++i) {
    QPDFObjectHandle part = contents.getArrayItem(i);
    if (part.isStream()) all += stream_bytes(part, limit - all.size()) + "\n";
    if (all.size() >= limit) throw Error(Fault::limit, "the contents of the page unpack to too many bytes");
  }
  return all;
}

Affine matrix_of(const std::vector<Operand>& operands) {
  if (operands.size() < 6) return {};
  const Operand* last = operands.data() + operands.size() - 6;
  return {last[0].number, last[1].number, last[2].number, last[3].number, last[4].number, last[5].number};
}

Affine matrix_of(QPDFObjectHandle array) {
  if (!array.isArray() || array.getArrayNItems() != 6) return {};
  std::array<double, 6> v{};
  for (int i = 0; i < 6; ++i) {
    QPDFObjectHandle item = array.getArrayItem(i);
    if (!item.isNumber()) return {};
    v[static_cast<std::size_t>(i)] = item.getNumericValue();
  }
  return {v[0], v[1], v[2], v[3], v[4], v[5]};
}

Box intersection(const Box& a, const Box& b) {
  return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
}
double area(const Box& box) { return box.empty() ? 0.0 : box.width() * box.height(); }

class Interpreter {
 public:
  Interpreter(const Limits& limits, const Geometry& geometry, const Affine& to_reader)
      : limits_(limits), page_box_{0, 0, geometry.width_pt, geometry.height_pt}, to_reader_(to_reader) {
    state_.clip = page_box_;
  }

  void run(std::string_view bytes, QPDFObjectHandle resources, int depth) {
    QPDFObjectHandle outer = resources_;
    resources_ = resources;
    const std::size_t saved_before = saved_.size();
    ContentReader reader(bytes);
    Operation operation;
    while (reader.next(operation)) {
      if (++operations_ > max_operations) {
        found_.complex = true;
        break;
      }
      execute(operation, depth);
    }
    while (saved_.size() > saved_before) restore();
    resources_ = outer;
  }

  void annotations(QPDFObjectHandle page) {
    QPDFObjectHandle list = page.getKey("/Annots");
    const int count = list.isArray() ? std::min(list.getArrayNItems(), 10000) : 0;
    for (int i = 0; i < count; ++i) {
      if (shows(list.getArrayItem(i))) found_.drawing = true;
    }
  }

  PageContent take() { return std::move(found_); }

 private:
  static bool shows(QPDFObjectHandle annotation) {
    if (!annotation.isDictionary()) return false;
    QPDFObjectHandle subtype = annotation.getKey("/Subtype");
    if (subtype.isName() && (subtype.getName() == "/Link" || subtype.getName() == "/Popup")) return false;
    QPDFObjectHandle flags = annotation.getKey("/F");
    if (flags.isInteger() && (flags.getIntValue() & (2 | 32)) != 0) return false;
    QPDFObjectHandle looks = annotation.getKey("/AP");
    if (!looks.isDictionary() || looks.getKey("/N").isNull()) return false;
    QPDFObjectHandle rect = annotation.getKey("/Rect");
    if (!rect.isArray() || rect.getArrayNItems() != 4) return false;
    std::array<double, 4> v{};
    for (int i = 0; i < 4; ++i) {
      QPDFObjectHandle item = rect.getArrayItem(i);
      if (!item.isNumber()) return false;
      v[static_cast<std::size_t>(i)] = item.getNumericValue();
    }
    return std::abs((v[2] - v[0]) * (v[3] - v[1])) > 1.0;
  }

  void execute(const Operation& operation, int depth) {
    const std::string& name = operation.name;
    const auto& operands = operation.operands;
    if (name == "q") {
      if (saved_.size() < max_saved_states)
        saved_.push_back(state_);
      else
        found_.complex = true;
    } else if (name == "Q") {
      restore();
    } else if (name == "cm") {
      state_.to_user = then(matrix_of(operands), state_.to_user);
    } else if (name == "Do") {
      if (!operands.empty()) paint_object(operands.back().name, depth);
    } else if (name == "BI") {
      paint_image(nullptr, false);
    } else if (name == "gs") {
      if (!operands.empty()) apply_parameters(operands.back().name);
    } else if (name == "Tr") {
      if (!operands.empty()) state_.hides_text = operands.back().number == 3.0 || operands.back().number == 7.0;
    } else if (name == "Tj" || name == "TJ" || name == "'" || name == "\"") {
      if (!operands.empty() && operands.back().filled)
        (state_.hides_text ? found_.hidden_text : found_.visible_text) = true;
    } else if (name == "sh") {
      found_.drawing = true;
    } else if (name == "BDC" || name == "BMC") {
      if (!operands.empty() && operands.front().name == "OC") found_.complex = true;
    } else if (!colour(name, operands)) {
      path(name, operands);
    }
  }

  void restore() {
    if (saved_.empty()) return;
    state_ = saved_.back();
    saved_.pop_back();
  }

  bool colour(const std::string& name, const std::vector<Operand>& operands) {
    if (name == "cs") {
      const std::string space = operands.empty() ? "" : operands.back().name;
      state_.plain_fill_space = plain_space(space);
      state_.white_fill = false;
      state_.fill_grey = 0.0;
      return true;
    }
    if (name != "g" && name != "rg" && name != "k" && name != "sc" && name != "scn") return false;
    if (name.size() < 2 || name[0] != 's') state_.plain_fill_space = true;
    std::vector<double> values;
    for (const Operand& operand : operands) {
      if (operand.kind == Operand::Kind::number) values.push_back(operand.number);
    }
    state_.fill_grey = grey(values);
    state_.white_fill = state_.plain_fill_space && state_.fill_grey > 0.97;
    return true;
  }

  static double grey(const std::vector<double>& v) {
    if (v.size() == 1) return v[0];
    if (v.size() == 3) return 0.299 * v[0] + 0.587 * v[1] + 0.114 * v[2];
    if (v.size() == 4) return (1.0 - v[3]) * (1.0 - (0.299 * v[0] + 0.587 * v[1] + 0.114 * v[2]));
    return 0.0;
  }

  bool plain_space(const std::string& name) {
    if (name.rfind("Device", 0) == 0) return true;
    QPDFObjectHandle space = resource("/ColorSpace", name);
    if (!space.isArray() || space.getArrayNItems() == 0 || !space.getArrayItem(0).isName()) return false;
    const std::string family = space.getArrayItem(0).getName();
    return family == "/ICCBased" || family == "/CalGray" || family == "/CalRGB";
  }

  void path(const std::string& name, const std::vector<Operand>& operands) {
    if (name == "re" && operands.size() >= 4) {
      const Operand* v = operands.data() + operands.size() - 4;
      const Box box{std::min(v[0].number, v[0].number + v[2].number), std::min(v[1].number, v[1].number + v[3].number),
                    std::max(v[0].number, v[0].number + v[2].number), std::max(v[1].number, v[1].number + v[3].number)};
      path_box_ = apply(then(state_.to_user, to_reader_), box);
      path_is_box_ = !path_begun_ && (std::abs(state_.to_user.b) + std::abs(state_.to_user.c) < 1e-9 ||
                                      std::abs(state_.to_user.a) + std::abs(state_.to_user.d) < 1e-9);
      path_begun_ = true;
    } else if (name == "m" || name == "l" || name == "c" || name == "v" || name == "y") {
      path_begun_ = true;
      path_is_box_ = false;
    } else if (name == "W" || name == "W*") {
      clip_next_ = true;
    } else if (name == "f" || name == "F" || name == "f*") {
      if (path_begun_ && !harmless_fill()) found_.drawing = true;
      end_path();
    } else if (name == "B" || name == "B*" || name == "b" || name == "b*" || name == "S" || name == "s") {
      if (path_begun_) found_.drawing = true;
      end_path();
    } else if (name == "n") {
      end_path();
    }
  }

  // White where nothing was painted yet, or wholly off the page.
  bool harmless_fill() const {
    const bool first = found_.images.empty() && !found_.visible_text && !found_.drawing;
    if (state_.white_fill && first) return true;
    return path_is_box_ && intersection(path_box_, state_.clip).empty();
  }

  void end_path() {
    if (clip_next_ && path_begun_) {
      if (path_is_box_)
        state_.clip = intersection(state_.clip, path_box_);
      else
        state_.odd_clip = true;
    }
    clip_next_ = path_begun_ = path_is_box_ = false;
  }

  QPDFObjectHandle resource(const std::string& kind, const std::string& name) {
    if (!resources_.isDictionary()) return QPDFObjectHandle::newNull();
    QPDFObjectHandle all = resources_.getKey(kind);
    return all.isDictionary() ? all.getKey("/" + name) : QPDFObjectHandle::newNull();
  }

  void apply_parameters(const std::string& name) {
    QPDFObjectHandle parameters = resource("/ExtGState", name);
    if (!parameters.isDictionary()) return;
    QPDFObjectHandle alpha = parameters.getKey("/ca");
    if (alpha.isNumber()) state_.translucent = alpha.getNumericValue() < 0.999;
    QPDFObjectHandle mask = parameters.getKey("/SMask");
    if (mask.isDictionary()) state_.translucent = true;
    QPDFObjectHandle blend = parameters.getKey("/BM");
    if (blend.isName() && blend.getName() != "/Normal" && blend.getName() != "/Compatible") state_.translucent = true;
  }

  void paint_object(const std::string& name, int depth) {
    QPDFObjectHandle object = resource("/XObject", name);
    if (!object.isStream()) return;
    QPDFObjectHandle dictionary = object.getDict();
    if (dictionary.hasKey("/OC")) found_.complex = true;
    QPDFObjectHandle subtype = dictionary.getKey("/Subtype");
    if (!subtype.isName()) return;
    if (subtype.getName() == "/Image") {
      QPDFObjectHandle mask = dictionary.getKey("/ImageMask");
      paint_image(std::make_shared<QPDFObjectHandle>(object), mask.isBool() && mask.getBoolValue());
    } else if (subtype.getName() == "/Form") {
      paint_form(object, dictionary, depth);
    }
  }

  void paint_form(QPDFObjectHandle form, QPDFObjectHandle dictionary, int depth) {
    if (depth >= limits_.max_form_depth || ++forms_ > max_forms) {
      found_.complex = true;
      return;
    }
    const std::string bytes = stream_bytes(form, limits_.max_content_bytes);
    unpacked_ += bytes.size();
    if (unpacked_ > limits_.max_content_bytes) {
      throw Error(Fault::limit, "the contents of the page unpack to too many bytes");
    }
    QPDFObjectHandle own = dictionary.getKey("/Resources");
    const GraphicsState outer = state_;
    state_.to_user = then(matrix_of(dictionary.getKey("/Matrix")), state_.to_user);
    run(bytes, own.isDictionary() ? own : resources_, depth + 1);
    state_ = outer;
  }

  void paint_image(const std::shared_ptr<QPDFObjectHandle>& stream, bool stencil) {
    const Box place = apply(then(state_.to_user, to_reader_), Box{0, 0, 1, 1});
    const Box on_page = intersection(place, page_box_);
    const double seen = area(intersection(on_page, state_.clip));
    if (seen <= 0.0) return;
    PaintedImage image{stream, state_.to_user, state_.fill_grey, state_.odd_clip || seen < 0.98 * area(on_page)};
    const bool opaque = stream != nullptr && !stencil && !state_.translucent && !image.clipped &&
                        !stream->getDict().hasKey("/SMask") && !stream->getDict().hasKey("/Mask");
    if (state_.translucent) found_.complex = true;
    if (opaque && seen >= covering * area(page_box_)) {
      found_.hidden_text = found_.hidden_text || found_.visible_text;
      found_.visible_text = found_.drawing = false;
      found_.images.clear();
    }
    if (found_.images.size() < 10000) found_.images.push_back(std::move(image));
  }

  const Limits& limits_;
  Box page_box_;
  Affine to_reader_;
  QPDFObjectHandle resources_ = QPDFObjectHandle::newNull();
  GraphicsState state_;
  std::vector<GraphicsState> saved_;
  PageContent found_;
  bool path_begun_ = false;
  bool path_is_box_ = false;
  bool clip_next_ = false;
  Box path_box_;
  int operations_ = 0;
  int forms_ = 0;
  std::size_t unpacked_ = 0;
};

}  // namespace

PageContent interpret_page(QPDFObjectHandle page, const Limits& limits, const Geometry& geometry,
                           const Affine& to_reader) {
  Interpreter interpreter(limits, geometry, to_reader);
  QPDFObjectHandle handle = page;
  QPDFObjectHandle resources = QPDFPageObjectHelper(page).getAttribute("/Resources", false);
  interpreter.run(page_bytes(handle, limits.max_content_bytes), resources, 0);
  interpreter.annotations(handle);
  return interpreter.take();
}

}  // namespace atagande::pdf
