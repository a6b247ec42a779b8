#include "app/schedule.h"

#include <gtest/gtest.h>

#include <numeric>
#include <string>
#include <vector>

#include "output/output.h"

namespace atagande::app {
namespace {

std::string page(int number) {
  Page value;
  value.number = number;
  return output::page_to_json(value);
}

Reply opened(int page_count, const std::vector<int>& read, const std::vector<int>& pending) {
  Reply reply;
  reply.source = "{}";
  reply.page_count = page_count;
  for (const int number : read) reply.pages.push_back({number, page(number)});
  reply.pending = pending;
  return reply;
}

Reply recognised(int number) {
  Reply reply;
  reply.pages.push_back({number, page(number)});
  return reply;
}

Reply record() {
  Reply reply;
  reply.finished = true;
  reply.record = "record";
  return reply;
}

DocumentSchedule schedule(int max_pages = 1000) {
  return {Input{"a.pdf", "a.pdf", "a.pdf", {}}, "hash", false, max_pages};
}

TEST(Schedule, ADocumentThatOpensWithItsRecordIsDone) {
  auto document = schedule();
  const auto job = document.next();
  ASSERT_TRUE(job);
  EXPECT_EQ(job->request.kind, JobKind::open);
  EXPECT_FALSE(document.next());
  document.succeeded(*job, record());
  EXPECT_TRUE(document.done());
  EXPECT_EQ(document.result().record, "record");
}

TEST(Schedule, PagesAreRecognisedAndFinishedInOrder) {
  auto document = schedule();
  document.succeeded(*document.next(), opened(3, {2}, {1, 3}));
  const auto first = document.next();
  const auto third = document.next();
  EXPECT_EQ(first->request.first_page, 1);
  EXPECT_EQ(third->request.first_page, 3);
  document.succeeded(*third, recognised(3));
  EXPECT_FALSE(document.next());
  document.succeeded(*first, recognised(1));
  const auto finish = document.next();
  ASSERT_TRUE(finish);
  EXPECT_EQ(finish->request.kind, JobKind::finish);
  EXPECT_EQ(finish->request.pages, (std::vector<std::string>{page(1), page(2), page(3)}));
  document.succeeded(*finish, record());
  EXPECT_TRUE(document.done());
  EXPECT_FALSE(document.pages_lost());
}

TEST(Schedule, ACrashIsTriedOnceMoreAndThenCostsThePage) {
  auto document = schedule();
  document.succeeded(*document.next(), opened(2, {1}, {2}));
  document.crashed(*document.next(), "was ended by signal 11");
  EXPECT_FALSE(document.pages_lost());
  document.crashed(*document.next(), "was ended by signal 11");
  EXPECT_TRUE(document.pages_lost());
  const auto finish = document.next();
  ASSERT_EQ(finish->request.kind, JobKind::finish);
  const Page lost = output::page_from_json(finish->request.pages.back());
  ASSERT_EQ(lost.diagnostics.size(), 1U);
  EXPECT_EQ(lost.diagnostics[0].code, lost_pages::crashed);
}

TEST(Schedule, ARunOfPagesThatCrashesIsTriedPageByPage) {
  auto document = schedule();
  std::vector<int> read;
  for (int number = 1; number <= 16; ++number) read.push_back(number);
  document.succeeded(*document.next(), opened(18, read, {}));
  document.crashed(*document.next(), "died");
  document.crashed(*document.next(), "died");
  const auto single = document.next();
  EXPECT_EQ(single->request.first_page, 17);
  EXPECT_EQ(single->request.last_page, 17);
  document.succeeded(*single, recognised(17));
  document.succeeded(*document.next(), recognised(18));
  EXPECT_EQ(document.next()->request.kind, JobKind::finish);
  EXPECT_FALSE(document.pages_lost());
}

TEST(Schedule, ATimeoutCostsThePageAtOnce) {
  auto document = schedule();
  document.succeeded(*document.next(), opened(1, {}, {1}));
  document.timed_out(*document.next(), 5.0);
  EXPECT_TRUE(document.limit_hit());
  EXPECT_EQ(document.next()->request.kind, JobKind::finish);
}

TEST(Schedule, WhatCannotBeOpenedFails) {
  auto document = schedule();
  Reply reply;
  reply.failure = Failure{Fault::encrypted, "needs a password", 0};
  document.succeeded(*document.next(), reply);
  ASSERT_TRUE(document.done());
  EXPECT_EQ(document.result().failure->fault, Fault::encrypted);

  auto crashing = schedule();
  crashing.crashed(*crashing.next(), "died");
  crashing.crashed(*crashing.next(), "died");
  ASSERT_TRUE(crashing.done());
  EXPECT_EQ(crashing.result().failure->fault, Fault::internal);
}

TEST(Schedule, PagesPastTheLimitAreSaidToBeLeftOut) {
  auto document = schedule(2);
  document.succeeded(*document.next(), opened(10, {1, 2}, {}));
  const auto finish = document.next();
  ASSERT_EQ(finish->request.kind, JobKind::finish);
  ASSERT_EQ(finish->request.pages.size(), 3U);
  EXPECT_EQ(output::page_from_json(finish->request.pages[2]).diagnostics[0].code, lost_pages::left_out);
  EXPECT_TRUE(document.limit_hit());
}

TEST(Schedule, ADocumentOutOfTimeKeepsWhatWasRead) {
  auto document = schedule();
  document.succeeded(*document.next(), opened(3, {1}, {2, 3}));
  const auto under_way = document.next();
  document.out_of_time(60.0);
  const auto finish = document.next();
  ASSERT_EQ(finish->request.kind, JobKind::finish);
  EXPECT_EQ(finish->request.pages.size(), 3U);
  document.succeeded(*finish, record());
  EXPECT_TRUE(document.done());
  EXPECT_TRUE(document.limit_hit());
}

TEST(Schedule, ADocumentThatIsLateTwiceFails) {
  auto document = schedule();
  document.succeeded(*document.next(), opened(3, {1}, {2, 3}));
  document.out_of_time(60.0);
  ASSERT_TRUE(document.next());
  document.out_of_time(60.0);
  ASSERT_TRUE(document.done());
  EXPECT_EQ(document.result().failure->fault, Fault::limit);
}

TEST(Schedule, AnEmptyProductIsAProduct) {
  auto document = schedule();
  Reply nothing;
  nothing.finished = true;
  document.succeeded(*document.next(), nothing);
  EXPECT_TRUE(document.done());
  EXPECT_FALSE(document.result().failure);
}

TEST(Schedule, PagesThatCouldNotBeReadCostThemselves) {
  auto document = schedule();
  Reply reply = opened(3, {1, 3}, {});
  reply.lost.push_back({Fault::limit, "too large", 2});
  document.succeeded(*document.next(), reply);
  const auto finish = document.next();
  ASSERT_EQ(finish->request.kind, JobKind::finish);
  EXPECT_EQ(output::page_from_json(finish->request.pages[1]).diagnostics[0].code, lost_pages::unreadable);
  EXPECT_TRUE(document.pages_lost());
  EXPECT_TRUE(document.limit_hit());
}

TEST(Schedule, ARunOfPagesThatFailsIsReadPageByPage) {
  auto document = schedule();
  std::vector<int> first_sixteen(16);
  std::iota(first_sixteen.begin(), first_sixteen.end(), 1);
  document.succeeded(*document.next(), opened(18, first_sixteen, {}));
  const auto run = document.next();
  ASSERT_EQ(run->request.last_page, 18);
  Reply failed;
  failed.failure = Failure{Fault::bad_input, "broken", 17};
  document.succeeded(*run, failed);
  EXPECT_EQ(document.next()->request.last_page, 17);
  EXPECT_EQ(document.next()->request.last_page, 18);
}

TEST(Schedule, AnInputThatIsNotThereFailsWithoutAJob) {
  DocumentSchedule document(Input{"gone", "gone", "gone", Failure{Fault::no_access, "no such file", 0}}, "", false, 10);
  EXPECT_TRUE(document.done());
  EXPECT_FALSE(document.next());
}

}  // namespace
}  // namespace atagande::app
