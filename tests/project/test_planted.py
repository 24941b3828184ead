"""Tests share the tree that they begin with, and nothing else of one another."""

import pytest
from django.db import connection
from wagtail.models import Page

from clinic_pages.models import ConditionIndexPage, ConditionPage


@pytest.mark.parametrize("run", [1, 2])
def test_what_a_test_makes_of_the_tree_is_its_own(tree, run):
    assert not ConditionPage.objects.exists()
    assert tree.conditions.title == "Conditions" and tree.clinic.name == "Test clinic"
    tree.condition()
    tree.conditions.title = tree.clinic.name = "Other"
    tree.conditions.save()
    tree.clinic.save()


@pytest.mark.django_db
def test_who_does_not_ask_for_the_tree_finds_none():
    assert not ConditionIndexPage.objects.exists()
    assert [page.slug for page in Page.objects.order_by("path")] == ["root", "home"]


def test_who_asks_again_has_it_again(tree):
    assert ConditionIndexPage.objects.get() == tree.conditions


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_who_commits_has_a_tree_of_their_own(tree):
    assert not connection.in_atomic_block
    assert ConditionIndexPage.objects.get() == tree.conditions


def test_nothing_of_it_is_left(db):
    assert not ConditionIndexPage.objects.exists()


@pytest.mark.parametrize("run", [1, 2])
def test_what_a_test_makes_of_the_world_is_its_own(world, run):
    assert world["sciatica"].live and not ConditionPage.objects.filter(title="Mine").exists()
    world.tree.condition("Mine")
    world["sciatica"].unpublish()


def test_the_tree_bears_nothing_of_the_world(tree):
    assert not ConditionPage.objects.exists()
