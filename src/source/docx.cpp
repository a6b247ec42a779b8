// The body of word/document.xml is walked in order and told to a BlockBuilder. Tracked changes are read as accepted;
// alternative content is read once; text boxes follow the paragraph they are anchored in; notes follow the text.
// pugixml expands no entities of a DTD and parses without recursion; the walk's own depth is bounded. ECMA-376 part
// 1, 17.
#include <algorithm>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "source/archive.h"
#include "source/block_builder.h"
#include "source/docx_numbering.h"
#include "source/docx_styles.h"
#include "source/source.h"
#include "text/text.h"

namespace atagande::source {
namespace {

using std::string_view;

constexpr unsigned int with_spaces = pugi::parse_default | pugi::parse_ws_pcdata;  // <w:t> </w:t> parts words
constexpr int deepest = 100;
constexpr int most_pages = 10000;

bool is_on(const pugi::xml_node& node) {
  if (!node) return false;
  const string_view value = node.attribute("w:val").as_string("1");
  return value != "0" && value != "false" && value != "off" && value != "none";
}

class Reader {
 public:
  Reader(Styles styles, Numbering numbering) : styles_(std::move(styles)), numbering_(std::move(numbering)) {}

  void body(const pugi::xml_node& node, int depth = 0) {
    if (depth > deepest) return;
    for (const auto& child : node.children()) {
      const string_view name = child.name();
      if (name == "w:p") {
        paragraph(child, depth);
      } else if (name == "w:tbl") {
        table(child, depth);
      } else if (name == "w:sdt") {
        body(child.child("w:sdtContent"), depth + 1);
      } else if (name == "mc:AlternateContent") {
        body(child.child("mc:Choice"), depth + 1);
      } else if (name == "w:ins" || name == "w:moveTo" || name == "w:customXml" || name == "w:smartTag") {
        body(child, depth + 1);
      }
    }
  }

  std::vector<Page> take() {
    end_page();
    return std::move(pages_);
  }

 private:
  void end_page() {
    if (static_cast<int>(pages_.size()) >= most_pages)
      throw Error(Fault::limit, "the document has more than 10,000 pages");
    Page& page = pages_.emplace_back();
    page.number = static_cast<int>(pages_.size());
    page.text_source = TextSource::text_layer;
    page.blocks = builder_.take();
  }

  void break_page() {
    if (builder_.in_table() || in_box_) return;
    page_break_pending_ = true;
  }

  void paragraph(const pugi::xml_node& node, int depth) {
    const auto properties = node.child("w:pPr");
    std::string id = properties.child("w:pStyle").attribute("w:val").as_string();
    if (id.empty()) id = styles_.default_id();
    const ParagraphStyle style = styles_.find(id);
    if (is_on(properties.child("w:pageBreakBefore")) && properties.child("w:pageBreakBefore")) break_page();
    if (page_break_pending_ && !builder_.in_table() && !in_box_) {
      page_break_pending_ = false;
      end_page();
    }
    if (has_text(node, 0)) begin(properties, style);
    style_bold_ = style.bold;
    std::vector<pugi::xml_node> boxes;
    runs(node, boxes, depth);
    if (builder_.in_table()) {
      builder_.break_line();
    } else {
      builder_.finish();
    }
    for (const auto& box : boxes) {
      const bool was_in_box = in_box_;
      in_box_ = true;
      body(box, depth + 1);
      in_box_ = was_in_box;
    }
  }

  /// Whether there is anything to number.
  static bool has_text(const pugi::xml_node& node, int depth) {
    if (depth > deepest) return false;
    for (const auto& child : node.children()) {
      const string_view name = child.name();
      const string_view text = name == "w:t" ? child.text().get() : "";
      if (text.find_first_not_of(" \t\r\n") != string_view::npos) return true;
      if (name == "w:del" || name == "w:moveFrom" || name == "w:pPr" || name == "w:txbxContent") continue;
      if (has_text(child, depth + 1)) return true;
    }
    return false;
  }

  void begin(const pugi::xml_node& properties, const ParagraphStyle& style) {
    int heading = style.heading;
    if (const auto outline = properties.child("w:outlineLvl")) {
      const int level = outline.attribute("w:val").as_int(9);
      heading = level >= 0 && level < 9 ? level + 1 : 0;
    }
    std::string list = style.numbering;
    int level = style.numbering_level;
    const auto own = properties.child("w:numPr");
    if (const auto number = own.child("w:numId")) list = number.attribute("w:val").as_string();
    if (const auto at = own.child("w:ilvl")) level = at.attribute("w:val").as_int();
    level = std::clamp(level, 0, 8);
    Numbering::Label label;
    const bool numbered = !list.empty() && list != "0";
    if (numbered) label = numbering_.next(list, level);
    if (heading > 0) {
      builder_.next(BlockKind::heading, heading);
      if (numbered && !label.bullet && !label.text.empty()) builder_.text(label.text + " ", false);
    } else if (numbered && !label.text.empty()) {
      builder_.next(BlockKind::list_item, level, label.text);
    } else if (builder_.in_table()) {
      builder_.break_line();
    } else {
      builder_.finish();
    }
  }

  void runs(const pugi::xml_node& node, std::vector<pugi::xml_node>& boxes, int depth) {
    if (depth > deepest) return;
    for (const auto& child : node.children()) {
      const string_view name = child.name();
      if (name == "w:r") {
        run(child, boxes, depth);
      } else if (name == "w:sdt") {
        runs(child.child("w:sdtContent"), boxes, depth + 1);
      } else if (name == "mc:AlternateContent") {
        runs(child.child("mc:Choice"), boxes, depth + 1);
      } else if (name == "w:hyperlink" || name == "w:ins" || name == "w:moveTo" || name == "w:smartTag" ||
                 name == "w:fldSimple" || name == "w:customXml" || name == "w:dir" || name == "w:bdo") {
        runs(child, boxes, depth + 1);
      }
    }
  }

  void run(const pugi::xml_node& node, std::vector<pugi::xml_node>& boxes, int depth) {
    const auto properties = node.child("w:rPr");
    if (is_on(properties.child("w:vanish")) || is_on(properties.child("w:webHidden"))) return;
    const bool bold = properties.child("w:b") ? is_on(properties.child("w:b")) : style_bold_;
    for (const auto& child : node.children()) {
      const string_view name = child.name();
      if (name == "w:t") {
        builder_.text(child.text().get(), bold);
      } else if (name == "w:tab" || name == "w:ptab") {
        builder_.text(" ", bold);
      } else if (name == "w:br" || name == "w:cr") {
        if (string_view(child.attribute("w:type").as_string()) == "page") {
          break_page();
        } else {
          builder_.break_line();
        }
      } else if (name == "w:noBreakHyphen") {
        builder_.text("-", bold);
      } else if (name == "w:softHyphen") {
        builder_.text("\u00AD", bold);
      } else if (name == "w:drawing" || name == "w:pict" || name == "w:object") {
        find_boxes(child, boxes, depth);
      } else if (name == "mc:AlternateContent") {
        run(child.child("mc:Choice"), boxes, depth + 1);
      }
    }
  }

  static void find_boxes(const pugi::xml_node& node, std::vector<pugi::xml_node>& boxes, int depth) {
    if (depth > deepest) return;
    for (const auto& child : node.children()) {
      if (string_view(child.name()) == "w:txbxContent") {
        boxes.push_back(child);
      } else {
        find_boxes(child, boxes, depth + 1);
      }
    }
  }

  // Tables. One of a single column is a frame and read as what it holds.

  static std::vector<pugi::xml_node> inside(const pugi::xml_node& node, const char* wanted, int depth = 0) {
    std::vector<pugi::xml_node> found;
    if (depth > deepest) return found;
    for (const auto& child : node.children()) {
      const string_view name = child.name();
      if (name == wanted) {
        found.push_back(child);
      } else if (name == "w:sdt" || name == "w:sdtContent" || name == "w:ins" || name == "w:customXml") {
        for (const auto& each : inside(child, wanted, depth + 1)) found.push_back(each);
      }
    }
    return found;
  }

  void table(const pugi::xml_node& node, int depth) {
    const std::vector<pugi::xml_node> rows = inside(node, "w:tr");
    const bool frame =
        std::all_of(rows.begin(), rows.end(), [](const auto& row) { return inside(row, "w:tc").size() <= 1; });
    if (frame && !builder_.in_table()) {
      for (const auto& row : rows) {
        for (const auto& cell : inside(row, "w:tc")) body(cell, depth + 1);
      }
      return;
    }
    builder_.begin_table();
    for (const auto& row : rows) {
      if (row.child("w:trPr").child("w:del")) continue;
      builder_.begin_row(is_on(row.child("w:trPr").child("w:tblHeader")));
      const int before = row.child("w:trPr").child("w:gridBefore").attribute("w:val").as_int();
      if (before > 0) builder_.begin_cell(static_cast<std::size_t>(std::min(before, 100)));
      for (const auto& cell : inside(row, "w:tc")) {
        const auto properties = cell.child("w:tcPr");
        const int width = std::clamp(properties.child("w:gridSpan").attribute("w:val").as_int(1), 1, 100);
        builder_.begin_cell(static_cast<std::size_t>(width));
        const auto merge = properties.child("w:vMerge");
        if (merge && string_view(merge.attribute("w:val").as_string("continue")) == "continue") continue;
        body(cell, depth + 1);
      }
      builder_.end_row();
    }
    builder_.end_table();
  }

  Styles styles_;
  Numbering numbering_;
  BlockBuilder builder_;
  std::vector<Page> pages_;
  bool page_break_pending_ = false;
  bool in_box_ = false;
  bool style_bold_ = false;
};

void read_notes(Reader& reader, Archive& archive, const std::string& file, const char* root, const char* each) {
  const std::optional<std::string> xml = archive.read(file);
  if (!xml) return;
  pugi::xml_document document;
  if (!document.load_buffer(xml->data(), xml->size(), with_spaces)) return;
  for (const auto& note : document.child(root).children(each)) {
    if (note.attribute("w:type") && string_view(note.attribute("w:type").as_string()) != "normal") continue;
    reader.body(note);
  }
}

}  // namespace

std::vector<Page> read_docx(string_view bytes) {
  Archive archive(bytes);
  const std::optional<std::string> xml = archive.read("word/document.xml");
  if (!xml) throw Error(Fault::bad_input, "the DOCX has no word/document.xml; save it anew");
  pugi::xml_document document;
  const pugi::xml_parse_result result = document.load_buffer(xml->data(), xml->size(), with_spaces);
  const auto body = document.child("w:document").child("w:body");
  if (!body) {
    throw Error(Fault::bad_input,
                std::string("word/document.xml is damaged (") + result.description() + "); save the document anew");
  }
  Reader reader(Styles(archive.read("word/styles.xml").value_or("")),
                Numbering(archive.read("word/numbering.xml").value_or("")));
  reader.body(body);
  read_notes(reader, archive, "word/footnotes.xml", "w:footnotes", "w:footnote");
  read_notes(reader, archive, "word/endnotes.xml", "w:endnotes", "w:endnote");
  return reader.take();
}

}  // namespace atagande::source
